package dev.portalledger.command.organization;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import org.axonframework.commandhandling.RoutingKey;

/** Sets the plan as billing says. Refused below the current use. */
public record ChangePlan(@RoutingKey OrganizationId organizationId, Plan plan)
    implements Command<OrganizationDecision> {}
