package dev.portalledger.command.organization;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import java.util.List;
import org.axonframework.commandhandling.RoutingKey;

/** Makes an agency a tenant. The same again changes nothing. */
public record RegisterOrganization(
    @RoutingKey OrganizationId organizationId, String name, Plan plan, List<Feature> features)
    implements Command<OrganizationDecision> {

  public RegisterOrganization {
    features = features.stream().distinct().sorted().toList();
  }
}
