package dev.portalledger.events.connection;

import dev.portalledger.events.organization.Feature;
import java.util.Collection;
import java.util.List;

/**
 * How far a grant is from what the organization's features need today. It changes with the features
 * as with the grant, so it is never recorded, only told.
 *
 * @param missing needed, but neither granted nor asked for then: work that needs them will fail,
 *     and a new grant brings them
 * @param withheld needed and asked for, but left out by HubSpot: the portal's edition lacks them,
 *     or whoever consented does
 * @param surplus granted, but not needed
 * @param unasked granted, although it was not asked for then; empty when that is not known
 */
public record ScopeDrift(
    List<String> missing, List<String> withheld, List<String> surplus, List<String> unasked) {

  /**
   * Compares.
   *
   * @param asked what was asked for when it was granted; empty when that is not known
   */
  public static ScopeDrift between(
      Collection<Feature> features, Collection<String> granted, Collection<String> asked) {
    var needed = Feature.needs(features);
    var lacking = without(needed, granted);
    var missing = without(lacking, asked);
    return new ScopeDrift(
        missing,
        without(lacking, missing),
        without(granted, needed),
        asked.isEmpty() ? List.of() : without(granted, asked));
  }

  private static List<String> without(Collection<String> scopes, Collection<String> others) {
    return scopes.stream().filter(scope -> !others.contains(scope)).distinct().sorted().toList();
  }
}
