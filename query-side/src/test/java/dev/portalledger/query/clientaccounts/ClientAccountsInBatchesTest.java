package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.confirmed;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.expired;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.reconnected;
import static dev.portalledger.query.Samples.registered;
import static dev.portalledger.query.Samples.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.query.Handling;
import dev.portalledger.query.RandomHistory;
import dev.portalledger.query.RandomHistory.Step;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.projections.Together;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClientAccountsInBatchesTest {

  private JdbcClient db;
  private ClientAccounts accounts;
  private Handling portals;
  private Handling plans;

  @BeforeEach
  void empty() {
    db = TestDatabase.empty();
    accounts = new ClientAccounts(db);
    portals = new Handling(new ClientAccountsProjection(db));
    plans = new Handling(new PlansProjection(db));
  }

  @Test
  void a_whole_life_in_one_batch_ends_as_it_would_event_by_event() {
    together(
        new Step("p", 0, connected(ACME, PORTAL)),
        new Step("p", 1, expired(minutesLater(1))),
        new Step("p", 2, reconnected(2, minutesLater(2))),
        new Step("p", 3, reconnected(3, minutesLater(3))));

    ClientAccount row = accounts.find(ACME, PORTAL.value()).orElseThrow();
    assertThat(row.status()).isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(row.since()).isEqualTo(minutesLater(2));
    assertThat(row.provenAt()).isEqualTo(minutesLater(3));
    assertThat(row.hubDomain()).isEqualTo("acme.example");
    assertThat(row.version()).isEqualTo(3);
  }

  @Test
  void a_portal_that_changes_hands_within_a_batch_leaves_both_rows() {
    together(
        new Step("p", 0, connected(ACME, PORTAL)),
        new Step("p", 1, removed(ACME, minutesLater(1))),
        new Step("p", 2, connected(GLOBEX, PORTAL)),
        new Step("p", 3, confirmed(1, minutesLater(2))));

    ClientAccount left = accounts.find(ACME, PORTAL.value()).orElseThrow();
    assertThat(left.status()).isEqualTo(ConnectionStatus.DISCONNECTED);
    assertThat(left.upstreamRevocation()).isEqualTo(UpstreamRevocation.CONFIRMED);
    assertThat(accounts.find(GLOBEX, PORTAL.value())).isPresent();
  }

  @Test
  void what_an_organization_booked_last_in_a_batch_counts() {
    together(
        new Step("o", 0, registered(ACME, Plan.PRO)),
        new Step("o", 1, new PlanChanged(ACME, Plan.CUSTOM, NOON)),
        new Step("o", 2, new FeaturesChanged(ACME, List.of(Feature.DEPLOY), NOON)),
        new Step("o", 3, new PlanChanged(ACME, Plan.ULTIMATE, NOON)));

    assertThat(accounts.seats(ACME))
        .isEqualTo(new Seats(0, 10, Plan.ULTIMATE, List.of(Feature.DEPLOY)));
  }

  @Test
  void one_event_before_a_first_grant_fails_its_batch_and_is_named() {
    assertThatThrownBy(
            () ->
                together(
                    new Step("q", 0, connected(ACME, new PortalId(7))),
                    new Step("p", 0, expired(NOON))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("portal 1001");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void batches_of_any_size_and_repeats_end_in_the_same_rows(long seed) {
    List<Step> history = RandomHistory.of(seed, 150);
    history.forEach(this::publish);
    List<String> expected = rows();
    assertThat(expected).hasSizeGreaterThan(8);
    portals.reset();
    plans.reset();
    assertThat(rows()).isEmpty();

    RandomHistory.inParts(seed, history, part -> Together.handle(part, this::publish));

    assertThat(rows()).isEqualTo(expected);
  }

  static List<Long> seeds() {
    return LongStream.rangeClosed(1, 20).boxed().toList();
  }

  private List<String> rows() {
    return db.sql(
            """
            select account::text from query.client_accounts as account
             union all select booked::text from query.client_account_plans as booked
             union all select former::text from query.client_account_history as former
             union all select former::text from query.client_account_plan_history as former
             union all select day::text from query.client_account_days as day order by 1
            """)
        .query(String.class)
        .list();
  }

  private void together(Step... steps) {
    Together.handle(List.of(steps), this::publish);
  }

  /** As the group does: each projection sees every event and takes its own. */
  private void publish(Step step) {
    portals.publish(step.stream(), step.version(), step.event());
    plans.publish(step.stream(), step.version(), step.event());
  }
}
