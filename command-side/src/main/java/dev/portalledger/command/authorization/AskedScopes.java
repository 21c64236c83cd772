package dev.portalledger.command.authorization;

import dev.portalledger.events.organization.Feature;
import java.util.List;

/**
 * What is asked of HubSpot. HubSpot insists that {@code scope} names exactly what the app requires,
 * so what depends on the organization's features goes into {@code optional_scope}; HubSpot drops
 * there what the portal's products lack.
 *
 * @param required the app's required scopes
 * @param optional only what the switched-on features need; REPORTING asks for nothing on any plan,
 *     because HubSpot has no scope for dashboards and reports
 */
record AskedScopes(List<String> required, List<String> optional) {

  static AskedScopes forFeatures(List<Feature> features, List<String> required) {
    var optional =
        Feature.needs(features).stream().filter(scope -> !required.contains(scope)).toList();
    return new AskedScopes(required.stream().distinct().sorted().toList(), optional);
  }
}
