package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.expired;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.reconnected;
import static dev.portalledger.query.Samples.registered;
import static dev.portalledger.query.Samples.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.query.Handling;
import dev.portalledger.query.RandomHistory;
import dev.portalledger.query.RandomHistory.Step;
import dev.portalledger.query.Samples;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.dashboard.AsOf;
import dev.portalledger.query.projections.Together;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class PastAccountsTest {

  private JdbcClient db;
  private Standings standings;
  private PastAccounts sorted;
  private PastAccounts inOrder;
  private Handling portals;
  private Handling plans;

  @BeforeEach
  void empty() {
    db = TestDatabase.empty();
    standings = new Standings(db);
    sorted = new PastAccounts(db, standings);
    inOrder = new PastAccounts(db, standings, 0);
    portals = new Handling(new ClientAccountsProjection(db));
    plans = new Handling(new PlansProjection(db));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void at_any_moment_they_are_what_a_fold_of_the_events_is(long seed) {
    List<Step> history = RandomHistory.ofAnUnsteadyClock(seed, 150);
    RandomHistory.inParts(seed, history, part -> Together.handle(part, this::publish));

    for (Instant moment : moments(seed, history)) {
      var fold = Fold.at(moment, history);
      for (int number = 0; number < 3; number++) {
        assertEqual(fold, new OrganizationId("org-" + number), new AsOf(moment));
      }
    }
  }

  static List<Long> seeds() {
    return LongStream.rangeClosed(1, 10).boxed().toList();
  }

  private void assertEqual(Fold fold, OrganizationId organization, AsOf asOf) {
    var expected = fold.list(organization);
    assertThat(pages(sorted, organization, asOf, 3)).isEqualTo(expected);
    assertThat(pages(inOrder, organization, asOf, 2)).isEqualTo(expected);
    for (long portal = 1; portal <= 6; portal++) {
      assertThat(sorted.find(organization, portal, asOf).orElse(null))
          .isEqualTo(fold.account(organization, portal));
    }
    assertThat(usage(organization, asOf)).isEqualTo(fold.usage(organization));
  }

  @Test
  void the_present_counts_are_those_of_the_latest_moment() {
    List<Step> history = RandomHistory.ofAnUnsteadyClock(7, 200);
    RandomHistory.inParts(7, history, part -> Together.handle(part, this::publish));
    var end = Fold.at(NOON.plusSeconds(100_000), history);

    for (int number = 0; number < 3; number++) {
      var organization = new OrganizationId("org-" + number);
      assertThat(Usage.of(standings.booked(organization), standings.counts(organization), null))
          .isEqualTo(end.usage(organization));
    }
  }

  @Test
  void an_event_counts_from_its_very_moment_on() {
    publish("portal-1001", 0, connected(ACME, PORTAL));
    publish("portal-1001", 1, expired(minutesLater(5)));

    assertThat(find(ACME, NOON.minusNanos(1000))).isEmpty();
    assertThat(status(ACME, NOON)).isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(status(ACME, minutesLater(5).minusNanos(1000)))
        .isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(status(ACME, minutesLater(5))).isEqualTo(ConnectionStatus.EXPIRED);
  }

  @Test
  void counts_go_on_over_midnight() {
    var nextDay = NOON.plus(1, ChronoUnit.DAYS);
    publish("portal-1001", 0, connected(ACME, PORTAL));
    publish("portal-1001", 1, expired(nextDay));

    assertThat(usage(ACME, new AsOf(nextDay.minusSeconds(1))).clientAccounts())
        .isEqualTo(new ByStatus(1, 0, 0));
    assertThat(usage(ACME, new AsOf(nextDay)).clientAccounts()).isEqualTo(new ByStatus(0, 1, 0));
    assertThat(usage(ACME, new AsOf(nextDay.plus(1, ChronoUnit.DAYS))).clientAccounts())
        .isEqualTo(new ByStatus(0, 1, 0));
  }

  @Test
  void of_two_events_at_the_same_moment_the_later_one_counts() {
    publish("portal-1001", 0, connected(ACME, PORTAL));
    publish("portal-1001", 1, removed(ACME, NOON));

    assertThat(status(ACME, NOON)).isEqualTo(ConnectionStatus.DISCONNECTED);
    assertThat(usage(ACME, new AsOf(NOON)).clientAccounts()).isEqualTo(new ByStatus(0, 0, 1));
  }

  @Test
  void a_clock_that_went_back_does_not_let_two_organizations_hold_a_portal() {
    publish("portal-1001", 0, connected(ACME, PORTAL));
    publish("portal-1001", 1, removed(ACME, minutesLater(10)));
    // NOON: before the removal, though recorded after it.
    publish("portal-1001", 2, connected(GLOBEX, PORTAL));

    assertThat(status(ACME, minutesLater(9))).isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(find(GLOBEX, minutesLater(9))).isEmpty();
    assertThat(status(ACME, minutesLater(10))).isEqualTo(ConnectionStatus.DISCONNECTED);
    assertThat(status(GLOBEX, minutesLater(10))).isEqualTo(ConnectionStatus.CONNECTED);
  }

  @Test
  void a_portal_that_went_away_and_came_back_is_told_to_each_as_it_had_it() {
    publish("portal-1001", 0, connected(ACME, PORTAL));
    publish("portal-1001", 1, removed(ACME, minutesLater(1)));
    publish("portal-1001", 2, again(GLOBEX, 2));
    publish("portal-1001", 3, removed(GLOBEX, minutesLater(3)));
    publish("portal-1001", 4, again(ACME, 4));

    assertThat(Stream.of(0, 1, 2, 3, 4).map(minute -> status(ACME, minutesLater(minute))))
        .containsExactly(
            ConnectionStatus.CONNECTED,
            ConnectionStatus.DISCONNECTED,
            ConnectionStatus.DISCONNECTED,
            ConnectionStatus.DISCONNECTED,
            ConnectionStatus.CONNECTED);
    assertThat(find(GLOBEX, minutesLater(1))).isEmpty();
    assertThat(status(GLOBEX, minutesLater(2))).isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(status(GLOBEX, minutesLater(4))).isEqualTo(ConnectionStatus.DISCONNECTED);
    assertThat(sorted.recordedSince(GLOBEX, 1001)).contains(minutesLater(2));
    assertThat(sorted.recordedSince(new OrganizationId("other"), 1001)).isEmpty();
  }

  @Test
  void what_no_event_tells_is_not_claimed_of_the_past() {
    publish("portal-1001", 0, connected(ACME, PORTAL));
    publish("portal-1001", 1, reconnected(2, minutesLater(9)));

    var then = find(ACME, minutesLater(5)).orElseThrow();
    assertThat(then.provenAt()).isEqualTo(NOON);
    assertThat(then.unprovenSince()).isNull();
    assertThat(then.authorizerRisk()).isNull();
    assertThat(then.generation()).isEqualTo(1);
    assertThat(find(ACME, minutesLater(9)).orElseThrow().provenAt()).isEqualTo(minutesLater(9));
  }

  @Test
  void scopes_lack_what_the_features_of_that_moment_needed() {
    publish("org-acme", 0, registered(ACME, Plan.PRO));
    publish("portal-1001", 0, connected(ACME, PORTAL));
    var drifting = search("drift", "true");

    assertThat(find(ACME, NOON).orElseThrow().scopeDrift()).isNotEmpty();
    assertThat(page(sorted, ACME, drifting, new AsOf(NOON)).items()).hasSize(1);
    assertThat(page(inOrder, ACME, drifting, new AsOf(NOON)).items()).hasSize(1);
  }

  @Test
  void filters_narrow_the_past_as_they_narrow_the_present() {
    publish("portal-1001", 0, connected(ACME, PORTAL));
    publish("portal-1001", 1, expired(minutesLater(5)));
    publish("portal-1001", 2, reconnected(2, minutesLater(9)));
    for (PastAccounts past : List.of(sorted, inOrder)) {
      var then = new AsOf(minutesLater(6));
      assertThat(page(past, ACME, search("status", "EXPIRED"), then).items()).hasSize(1);
      assertThat(page(past, ACME, search("status", "CONNECTED"), then).items()).isEmpty();
      assertThat(page(past, ACME, search("cause", "GRANT_DEAD"), then).items()).hasSize(1);
      assertThat(page(past, ACME, search("cause", "NEW_GRANT"), then).items()).isEmpty();
      assertThat(page(past, ACME, search("q", "CME.ex"), then).items()).hasSize(1);
      assertThat(page(past, ACME, search("q", "1001"), then).items()).hasSize(1);
      assertThat(page(past, ACME, search("q", "globex"), then).items()).isEmpty();
      assertThat(page(past, GLOBEX, search("q", "1001"), then).items()).isEmpty();
    }
  }

  @Test
  void the_first_event_of_an_organization_is_the_earliest_it_still_tells_of() {
    assertThat(standings.recordedSince(ACME)).isEmpty();
    publish("portal-1001", 0, connected(ACME, PORTAL));
    assertThat(standings.recordedSince(ACME)).contains(NOON);
    publish("portal-1001", 1, expired(minutesLater(5)));
    assertThat(standings.recordedSince(ACME)).contains(NOON);
    publish("org-globex", 0, registered(GLOBEX, Plan.PRO));
    publish("org-globex", 1, new PlanChanged(GLOBEX, Plan.CUSTOM, minutesLater(1)));
    assertThat(standings.recordedSince(GLOBEX)).contains(NOON);
  }

  @Test
  void the_history_keeps_every_column_of_the_row() {
    assertThat(columns("client_account_history"))
        .containsExactlyInAnyOrderElementsOf(with(columns("client_accounts"), "valid_to"));
    assertThat(columns("client_account_plan_history"))
        .containsExactlyInAnyOrderElementsOf(with(columns("client_account_plans"), "valid_to"));
  }

  @Test
  void a_reset_forgets_the_past_too() {
    publish("portal-1001", 0, connected(ACME, PORTAL));
    publish("portal-1001", 1, expired(minutesLater(5)));
    publish("org-acme", 0, registered(ACME, Plan.PRO));
    publish("org-acme", 1, new PlanChanged(ACME, Plan.CUSTOM, minutesLater(1)));

    portals.reset();
    plans.reset();

    assertThat(find(ACME, NOON)).isEmpty();
    assertThat(usage(ACME, new AsOf(NOON)))
        .isEqualTo(new Usage(null, null, 0, new ByStatus(0, 0, 0), List.of(), null));
    assertThat(standings.counts(ACME)).isEqualTo(new ByStatus(0, 0, 0));
  }

  private static List<Instant> moments(long seed, List<Step> history) {
    var random = new Random(seed);
    var moments = new ArrayList<Instant>();
    for (int i = 0; i < 8; i++) {
      moments.add(NOON.plusMillis(random.nextInt(200_000) - 30_000));
      Instant exact = occurredAt(history.get(random.nextInt(history.size())).event());
      moments.add(exact);
      moments.add(exact.minusNanos(1000));
    }
    return moments;
  }

  private static Instant occurredAt(Object event) {
    return switch (event) {
      case PortalConnectionEvent e -> e.occurredAt();
      case OrganizationEvent e -> e.occurredAt();
      default -> throw new IllegalArgumentException(event.toString());
    };
  }

  private List<ClientAccount> pages(
      PastAccounts past, OrganizationId organization, AsOf asOf, int size) {
    var all = new ArrayList<ClientAccount>();
    String cursor = null;
    do {
      var search = new Search(null, null, null, null, cursor, size, null, null);
      var page = page(past, organization, search, asOf);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  private ClientAccounts.Page page(
      PastAccounts past, OrganizationId organization, Search search, AsOf asOf) {
    return past.page(organization, search, asOf, standings.counts(organization, asOf));
  }

  private Usage usage(OrganizationId organization, AsOf asOf) {
    return Usage.of(
        standings.booked(organization, asOf), standings.counts(organization, asOf), null);
  }

  private Optional<ClientAccount> find(OrganizationId organization, Instant moment) {
    return sorted.find(organization, PORTAL.value(), new AsOf(moment));
  }

  private ConnectionStatus status(OrganizationId organization, Instant moment) {
    return find(organization, moment).orElseThrow().status();
  }

  private static Search search(String field, String value) {
    return switch (field) {
      case "status" ->
          new Search(ConnectionStatus.valueOf(value), null, null, null, null, null, null, null);
      case "cause" -> new Search(null, Cause.valueOf(value), null, null, null, null, null, null);
      case "drift" -> new Search(null, null, true, null, null, null, null, null);
      default -> new Search(null, null, null, value, null, null, null, null);
    };
  }

  private static PortalConnected again(OrganizationId organization, int minute) {
    return new PortalConnected(
        PORTAL,
        organization,
        Samples.grant(minute, "acme.example"),
        Samples.ATTEMPT,
        Samples.OLIVIA,
        minutesLater(minute));
  }

  private List<String> columns(String table) {
    return db.sql(
            """
            select column_name || ' ' || data_type from information_schema.columns
             where table_schema = 'query' and table_name = :table
            """)
        .param("table", table)
        .query(String.class)
        .list();
  }

  private static List<String> with(List<String> columns, String column) {
    return Stream.concat(columns.stream(), Stream.of(column + " timestamp with time zone"))
        .toList();
  }

  private void publish(Step step) {
    publish(step.stream(), step.version(), step.event());
  }

  private void publish(String stream, long version, Object event) {
    portals.publish(stream, version, event);
    plans.publish(stream, version, event);
  }
}
