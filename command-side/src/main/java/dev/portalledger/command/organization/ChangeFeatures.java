package dev.portalledger.command.organization;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import java.util.List;
import org.axonframework.commandhandling.RoutingKey;

/** Says what the organization uses its portals for from now on; decides which scopes are asked. */
public record ChangeFeatures(@RoutingKey OrganizationId organizationId, List<Feature> features)
    implements Command<OrganizationDecision> {

  public ChangeFeatures {
    features = features.stream().distinct().sorted().toList();
  }
}
