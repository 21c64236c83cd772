package dev.portalledger.events.organization;

import java.time.Instant;
import java.util.List;

/**
 * An agency became a tenant.
 *
 * @param name the agency's own name, company data
 * @param features in the order of {@link Feature}, without repeats
 */
public record OrganizationRegistered(
    OrganizationId organizationId,
    String name,
    Plan plan,
    List<Feature> features,
    Instant occurredAt)
    implements OrganizationEvent {

  public OrganizationRegistered {
    features = features.stream().distinct().sorted().toList();
  }
}
