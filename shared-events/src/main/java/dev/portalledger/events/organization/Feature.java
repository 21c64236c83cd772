package dev.portalledger.events.organization;

import java.util.Collection;
import java.util.List;

/** What an organization uses its portals for; only the scopes of these are asked for. */
public enum Feature {
  /** Read only. */
  AUDIT,
  /** Reads the source portal. */
  IMPORT,
  /** Writes the destination portal. */
  DEPLOY;

  /** HubSpot's scopes without which some of its work fails. */
  public List<String> needs() {
    return switch (this) {
      case AUDIT, IMPORT -> FeatureScopes.READ;
      case DEPLOY -> FeatureScopes.READ_AND_WRITE;
    };
  }

  /** What any of them needs: sorted, without repeats. */
  public static List<String> needs(Collection<Feature> features) {
    return features.stream()
        .flatMap(feature -> feature.needs().stream())
        .distinct()
        .sorted()
        .toList();
  }
}
