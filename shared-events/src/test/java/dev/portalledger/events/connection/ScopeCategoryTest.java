package dev.portalledger.events.connection;

import static dev.portalledger.events.connection.ScopeCategory.AUTOMATION;
import static dev.portalledger.events.connection.ScopeCategory.CMS;
import static dev.portalledger.events.connection.ScopeCategory.CRM;
import static dev.portalledger.events.connection.ScopeCategory.FILES;
import static dev.portalledger.events.connection.ScopeCategory.MARKETING;
import static dev.portalledger.events.connection.ScopeCategory.REPORTING;
import static dev.portalledger.events.connection.ScopeCategory.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeCategoryTest {

  static Stream<Arguments> hubspotScopes() {
    return Stream.of(
            scopes(
                CRM,
                "crm.objects.contacts.read",
                "crm.objects.contacts.write",
                "crm.objects.companies.read",
                "crm.objects.companies.write",
                "crm.objects.deals.read",
                "crm.objects.deals.write",
                "tickets",
                "crm.objects.tickets.read",
                "crm.objects.tickets.write",
                "crm.objects.custom.read",
                "crm.objects.custom.write",
                "crm.schemas.custom.read",
                "crm.schemas.custom.write",
                "crm.schemas.contacts.read",
                "crm.schemas.contacts.write",
                "crm.schemas.companies.read",
                "crm.schemas.companies.write",
                "crm.schemas.deals.read",
                "crm.schemas.deals.write",
                "crm.schemas.tickets.read",
                "crm.objects.owners.read"),
            scopes(
                MARKETING,
                "marketing.email.read",
                "marketing.email.write",
                "marketing-email",
                "transactional-email",
                "forms",
                "crm.lists.read",
                "crm.lists.write",
                "marketing.campaigns.read",
                "marketing.campaigns.write"),
            scopes(
                CMS,
                "content",
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
                "cms.domains.write"),
            scopes(
                AUTOMATION,
                "automation",
                "automation.sequences.read",
                "automation.sequences.write",
                "automation.sequences.enrollments.write"),
            scopes(REPORTING, "business-intelligence"),
            scopes(
                SETTINGS,
                "oauth",
                "settings.users.read",
                "settings.users.write",
                "settings.users.teams.read",
                "settings.users.teams.write",
                "settings.currencies.read",
                "settings.currencies.write",
                "account-info.security.read"),
            scopes(
                FILES,
                "files",
                "files.read",
                "files.write",
                "files.delete",
                "files.ui_hidden.read",
                "files.ui_hidden.write"))
        .flatMap(scopes -> scopes);
  }

  @ParameterizedTest
  @MethodSource("hubspotScopes")
  void every_scope_of_hubspot_has_the_category_a_customer_sees(
      String scope, ScopeCategory category) {
    assertThat(ScopeCategory.of(scope)).contains(category);
  }

  @Test
  void every_category_has_a_scope() {
    assertThat(hubspotScopes().map(arguments -> arguments.get()[1]).distinct())
        .containsExactlyInAnyOrder((Object[]) ScopeCategory.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e-commerce", "sales-email-read", "CRM.OBJECTS.CONTACTS.READ"})
  void a_scope_not_known_here_has_no_category(String scope) {
    assertThat(ScopeCategory.of(scope)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ticketsandmore", "filesystem", "oauth2", "formsubmissions", "contents"})
  void a_scope_that_merely_begins_like_another_has_no_category(String scope) {
    assertThat(ScopeCategory.of(scope)).isEmpty();
  }

  private static Stream<Arguments> scopes(ScopeCategory category, String... scopes) {
    return Arrays.stream(scopes).map(scope -> Arguments.of(scope, category));
  }
}
