package dev.portalledger.command.erasure;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/** Asks for erasure. The same request again, by whomever, changes nothing. */
record RequestErasure(
    @RoutingKey OrganizationId organizationId,
    SubjectId subjectId,
    ErasureReason reason,
    @Nullable String reference,
    SubjectId by)
    implements Command<ErasureDecision> {}
