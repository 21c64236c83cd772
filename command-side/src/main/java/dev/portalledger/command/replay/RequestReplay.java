package dev.portalledger.command.replay;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.replay.ReplayId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/** Records that somebody wants a replay. The same id again changes nothing. */
record RequestReplay(
    @RoutingKey OrganizationId organizationId,
    ReplayId replayId,
    @Nullable Instant asOf,
    String purpose,
    SubjectId requestedBy)
    implements Command<ReplayDecision> {}
