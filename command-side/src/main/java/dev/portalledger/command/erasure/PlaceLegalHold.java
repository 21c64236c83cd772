package dev.portalledger.command.erasure;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/** Forbids erasure until the hold is lifted. */
record PlaceLegalHold(
    @RoutingKey OrganizationId organizationId,
    SubjectId subjectId,
    HoldReason reason,
    @Nullable String reference,
    SubjectId by)
    implements Command<ErasureDecision> {}
