package dev.portalledger.command.authorization;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;

/**
 * An attempt came to an end without a connection. Answered with false when it had its outcome
 * already: then nothing is recorded.
 */
record EndAuthorization(@RoutingKey OrganizationId organizationId, Attempt attempt, Outcome outcome)
    implements Command<Boolean> {

  EndAuthorization(Attempt attempt, Outcome outcome) {
    this(attempt.organization(), attempt, outcome);
  }
}
