package dev.portalledger.events.organization;

import java.util.List;
import java.util.stream.Stream;

/** What features need of HubSpot, scope by scope. Where HubSpot has no scope, nothing is needed. */
final class FeatureScopes {

  static final List<String> READ =
      List.of(
          "automation", // workflows: HubSpot has no read-only scope
          "automation.sequences.read",
          "cms.domains.read",
          "content", // blog, templates, modules: HubSpot has no read-only scope
          "content.landing_pages.read",
          "content.site_pages.read",
          "crm.lists.read",
          "crm.objects.companies.read",
          "crm.objects.contacts.read",
          "crm.objects.custom.read",
          "crm.objects.deals.read",
          "crm.objects.owners.read",
          "crm.schemas.companies.read",
          "crm.schemas.contacts.read",
          "crm.schemas.custom.read",
          "crm.schemas.deals.read",
          "files.read",
          "forms", // HubSpot has no read-only scope
          "hubdb.rows.read",
          "hubdb.tables.read",
          "marketing.campaigns.read",
          "marketing.email.read",
          "oauth",
          "settings.currencies.read",
          "settings.users.read",
          "settings.users.teams.read",
          "tickets"); // HubSpot has no read-only scope

  static final List<String> READ_AND_WRITE =
      Stream.concat(
              READ.stream(),
              Stream.of(
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
                  "marketing.email.write"))
          .toList();

  private FeatureScopes() {}
}
