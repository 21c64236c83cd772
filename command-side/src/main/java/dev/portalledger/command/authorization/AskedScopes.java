package dev.portalledger.command.authorization;

import dev.portalledger.events.organization.Feature;
import java.util.List;
import java.util.stream.Stream;

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

  private static final List<String> READ =
      List.of(
          "automation", // workflows: HubSpot has no read-only scope
          "automation.sequences.read",
          "cms.domains.read",
          "content", // blog, templates, modules: HubSpot has no read-only scope
          "content.landing_pages.read",
          "content.site_pages.read",
          "crm.lists.read",
          "crm.objects.custom.read",
          "crm.schemas.custom.read",
          "files.read",
          "forms", // HubSpot has no read-only scope
          "hubdb.rows.read",
          "hubdb.tables.read",
          "marketing.campaigns.read",
          "marketing.email.read",
          "settings.currencies.read",
          "settings.users.read",
          "settings.users.teams.read",
          "tickets"); // HubSpot has no read-only scope

  private static final List<String> WRITE =
      List.of(
          "cms.domains.write",
          "content.landing_pages.write",
          "content.site_pages.write",
          "crm.lists.write",
          "crm.objects.companies.write",
          "crm.objects.contacts.write",
          "crm.objects.custom.write",
          "crm.objects.deals.write",
          "crm.schemas.companies.write",
          "crm.schemas.contacts.write",
          "crm.schemas.custom.write",
          "crm.schemas.deals.write",
          "files.write",
          "hubdb.rows.write",
          "hubdb.tables.publish",
          "hubdb.tables.write",
          "marketing.campaigns.write",
          "marketing.email.write");

  static AskedScopes forFeatures(List<Feature> features, List<String> required) {
    var optional =
        features.stream()
            .flatMap(AskedScopes::needs)
            .filter(scope -> !required.contains(scope))
            .distinct()
            .sorted()
            .toList();
    return new AskedScopes(required.stream().distinct().sorted().toList(), optional);
  }

  private static Stream<String> needs(Feature feature) {
    return switch (feature) {
      case AUDIT, IMPORT -> READ.stream();
      case DEPLOY -> Stream.concat(READ.stream(), WRITE.stream());
    };
  }
}
