package dev.portalledger.events.organization;

import java.time.Instant;
import java.util.List;

/**
 * The organization switched features on or off.
 *
 * @param features all that are switched on from now, in the order of {@link Feature}
 */
public record FeaturesChanged(
    OrganizationId organizationId, List<Feature> features, Instant occurredAt)
    implements OrganizationEvent {

  public FeaturesChanged {
    features = features.stream().distinct().sorted().toList();
  }
}
