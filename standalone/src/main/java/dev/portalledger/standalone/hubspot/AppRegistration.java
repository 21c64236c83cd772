package dev.portalledger.standalone.hubspot;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The app as its developer registered it with HubSpot: {@code sandbox.hubspot.*}. */
@ConfigurationProperties("sandbox.hubspot")
record AppRegistration(
    @DefaultValue("sandbox-app") String clientId,
    @DefaultValue("sandbox-secret") String clientSecret,
    @DefaultValue({
          "http://localhost:8080/oauth/hubspot/callback",
          "http://localhost:8080/oauth/hubspot/marketplace/callback"
        })
        List<String> redirectUrls,
    @DefaultValue({
          "oauth",
          "crm.objects.contacts.read",
          "crm.objects.companies.read",
          "crm.objects.deals.read",
          "crm.schemas.contacts.read",
          "crm.schemas.companies.read",
          "crm.schemas.deals.read",
          "crm.objects.owners.read"
        })
        List<String> requiredScopes,
    @DefaultValue List<String> conditionallyRequiredScopes,
    @DefaultValue({
          "crm.objects.contacts.write",
          "crm.objects.companies.write",
          "crm.objects.deals.write",
          "tickets",
          "crm.objects.tickets.read",
          "crm.objects.tickets.write",
          "crm.objects.custom.read",
          "crm.objects.custom.write",
          "crm.schemas.custom.read",
          "crm.schemas.custom.write",
          "crm.schemas.contacts.write",
          "crm.schemas.companies.write",
          "crm.schemas.deals.write",
          "crm.schemas.tickets.read",
          "content",
          "marketing.email.read",
          "marketing.email.write",
          "marketing-email",
          "transactional-email",
          "forms",
          "crm.lists.read",
          "crm.lists.write",
          "automation",
          "marketing.campaigns.read",
          "marketing.campaigns.write",
          "content.site_pages.read",
          "content.site_pages.write",
          "content.landing_pages.read",
          "content.landing_pages.write",
          "hubdb",
          "hubdb.tables.read",
          "hubdb.tables.write",
          "hubdb.tables.publish",
          "hubdb.rows.read",
          "hubdb.rows.write",
          "cms.domains.read",
          "cms.domains.write",
          "automation.sequences.read",
          "automation.sequences.write",
          "automation.sequences.enrollments.write",
          "business-intelligence",
          "account-info.security.read",
          "settings.users.read",
          "settings.users.write",
          "settings.users.teams.read",
          "settings.users.teams.write",
          "settings.currencies.read",
          "settings.currencies.write",
          "files",
          "files.read",
          "files.write",
          "files.delete",
          "files.ui_hidden.read",
          "files.ui_hidden.write"
        })
        List<String> optionalScopes) {

  private static final String MARKETPLACE = "/marketplace/callback";

  /** Whether installs from the marketplace end there. */
  static boolean isForMarketplace(String redirectUrl) {
    return redirectUrl.endsWith(MARKETPLACE);
  }

  /** HubSpot's number for the app; no answer depends on it. */
  static final long APP_ID = 1234444;

  /** The name on the consent page. */
  static final String NAME = "Portal Ledger";

  AppRegistration {
    redirectUrls = List.copyOf(redirectUrls);
    requiredScopes = List.copyOf(requiredScopes);
    conditionallyRequiredScopes = List.copyOf(conditionallyRequiredScopes);
    optionalScopes = List.copyOf(optionalScopes);
  }

  @Override
  public String toString() {
    return "AppRegistration[" + clientId + "]";
  }
}
