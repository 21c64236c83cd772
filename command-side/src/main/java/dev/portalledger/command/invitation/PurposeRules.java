package dev.portalledger.command.invitation;

import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.Feature;
import java.util.List;

/** What an invitation asks for: as little as its purpose needs. */
final class PurposeRules {

  /**
   * The features a portal is asked for.
   *
   * @return empty if none of those switched on serves the purpose
   */
  static List<Feature> features(Purpose purpose, List<Feature> switchedOn) {
    return switch (purpose) {
      case AUDIT -> switchedOn.stream().filter(Feature.AUDIT::equals).toList();
      case IMPLEMENTATION -> switchedOn.equals(List.of(Feature.AUDIT)) ? List.of() : switchedOn;
    };
  }

  private PurposeRules() {}
}
