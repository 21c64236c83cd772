package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.ATTEMPT;
import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.expired;
import static dev.portalledger.query.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.ScopeCategory;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An organization that audits, with one portal that was asked for what audits need. */
class ScopeDriftTest {

  private static final List<String> AUDIT = Feature.AUDIT.needs();
  private static final List<String> WITHOUT_FILES =
      AUDIT.stream().filter(scope -> !scope.startsWith("files")).toList();

  private ClientAccounts accounts;
  private Handling portals;
  private Handling plans;
  private Handling attempts;
  private long planVersion = 0;

  @BeforeEach
  void an_organization_that_audits() {
    JdbcClient db = TestDatabase.empty();
    accounts = new ClientAccounts(db);
    portals = new Handling(new ClientAccountsProjection(db));
    plans = new Handling(new PlansProjection(db));
    attempts = new Handling(new AskedScopesProjection(db));
    plans.publish("org-acme", 0, registered(ACME, Plan.PRO));
    asked(ATTEMPT, AUDIT);
  }

  @Test
  void a_portal_that_granted_all_has_not_drifted() {
    connected(AUDIT);

    assertThat(drift()).isEmpty();
    assertThat(drifted()).isEmpty();
  }

  @Test
  void a_feature_that_is_switched_on_later_lets_scopes_be_missing_without_an_event_of_the_portal() {
    connected(AUDIT);
    features(Feature.AUDIT, Feature.DEPLOY);

    assertThat(drift())
        .contains(
            new CategoryDrift(
                ScopeCategory.FILES, List.of("files.write"), List.of(), List.of(), List.of()));
    assertThat(drift())
        .extracting(CategoryDrift::category)
        .containsExactly(
            ScopeCategory.CRM, ScopeCategory.MARKETING, ScopeCategory.CMS, ScopeCategory.FILES);
    assertThat(drifted()).containsExactly(PORTAL.value());

    features(Feature.AUDIT);
    assertThat(drift()).isEmpty();
    assertThat(drifted()).isEmpty();
  }

  @Test
  void a_new_grant_that_was_asked_for_them_ends_the_drift() {
    connected(AUDIT);
    features(Feature.DEPLOY);
    asked(new AttemptId("attempt-2"), Feature.DEPLOY.needs());
    portals.publish(
        "portal-1001",
        1,
        new PortalReconnected(
            PORTAL,
            ACME,
            grant(2, Feature.DEPLOY.needs()),
            new AttemptId("attempt-2"),
            OLIVIA,
            NOON));

    assertThat(drift()).isEmpty();
    assertThat(drifted()).isEmpty();
  }

  @Test
  void what_hubspot_left_out_is_told_apart_because_asking_again_may_not_help() {
    connected(WITHOUT_FILES);

    assertThat(drift())
        .containsExactly(
            new CategoryDrift(
                ScopeCategory.FILES, List.of(), List.of("files.read"), List.of(), List.of()));
    assertThat(drifted()).isEmpty();
  }

  @Test
  void what_was_asked_may_become_known_after_the_grant_and_until_then_nothing_is_excused() {
    portals.publish("portal-1001", 0, grantedBy(new AttemptId("later"), WITHOUT_FILES));
    assertThat(drift())
        .containsExactly(
            new CategoryDrift(
                ScopeCategory.FILES, List.of("files.read"), List.of(), List.of(), List.of()));

    asked(new AttemptId("later"), AUDIT);

    assertThat(drift())
        .containsExactly(
            new CategoryDrift(
                ScopeCategory.FILES, List.of(), List.of("files.read"), List.of(), List.of()));
  }

  @Test
  void what_nobody_needs_is_surplus_also_in_no_category() {
    connected(Stream.concat(AUDIT.stream(), Stream.of("made.up")).toList());
    assertThat(drift())
        .containsExactly(
            new CategoryDrift(null, List.of(), List.of(), List.of("made.up"), List.of("made.up")));
    assertThat(drifted()).isEmpty();
  }

  @Test
  void more_than_was_asked_for_stays_told_also_when_it_is_needed_later() {
    var narrow = new AttemptId("narrow");
    asked(narrow, AUDIT.subList(0, 2));
    var granted = Stream.concat(AUDIT.stream(), Stream.of("made.up")).toList();
    portals.publish("portal-1001", 0, grantedBy(narrow, granted));

    assertThat(drift()).flatExtracting(CategoryDrift::unasked).contains("made.up", AUDIT.get(2));
    assertThat(drift()).flatExtracting(CategoryDrift::surplus).containsExactly("made.up");
  }

  @Test
  void an_expired_connection_does_not_drift_for_it_is_asked_anew_anyway() {
    connected(AUDIT);
    features(Feature.DEPLOY);
    portals.publish("portal-1001", 1, expired(NOON));

    assertThat(drift()).isEmpty();
    assertThat(drifted()).isEmpty();
  }

  @Test
  void what_an_attempt_asked_for_is_kept_as_it_was_and_forgotten_by_a_reset() {
    connected(WITHOUT_FILES);
    asked(ATTEMPT, List.of("oauth"));
    assertThat(drift().getFirst().withheld()).containsExactly("files.read");

    attempts.reset();
    assertThat(drift().getFirst().missing()).containsExactly("files.read");
  }

  private List<CategoryDrift> drift() {
    return accounts.find(ACME, PORTAL.value()).orElseThrow().scopeDrift();
  }

  private List<Long> drifted() {
    var search = new Search(null, null, true, null, null, null, null, null);
    return accounts.page(ACME, search).items().stream().map(ClientAccount::portalId).toList();
  }

  private void asked(AttemptId attempt, List<String> scopes) {
    attempts.publish(
        "attempt-" + attempt,
        0,
        new AuthorizationStarted(attempt, ACME, OLIVIA, null, scopes.subList(0, 1), scopes, NOON));
  }

  private void connected(List<String> scopes) {
    portals.publish("portal-1001", 0, grantedBy(ATTEMPT, scopes));
  }

  private static PortalConnected grantedBy(AttemptId attempt, List<String> scopes) {
    return new PortalConnected(PORTAL, ACME, grant(1, scopes), attempt, OLIVIA, NOON);
  }

  private static Grant grant(int generation, List<String> scopes) {
    return new Grant(generation, HUGO, AuthorizerStanding.SUPER_ADMIN, scopes, "acme.example");
  }

  private void features(Feature... features) {
    planVersion++;
    plans.publish("org-acme", planVersion, new FeaturesChanged(ACME, List.of(features), NOON));
  }
}
