package dev.portalledger.command.replay;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.replay.ReplayId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;

/** Takes a request back. Answered with false when the organization has no such replay. */
record CancelReplay(
    @RoutingKey OrganizationId organizationId, ReplayId replayId, SubjectId cancelledBy)
    implements Command<Boolean> {}
