package dev.portalledger.query.replay;

import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.minutesLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.replay.ReplayCancelled;
import dev.portalledger.events.replay.ReplayId;
import dev.portalledger.events.replay.ReplayRequested;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.Samples;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.projections.CatchUp;
import dev.portalledger.query.projections.Comparison;
import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.LivePositions;
import dev.portalledger.query.projections.ReadModels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An organization with a history of its own, on the running query side. */
final class ReplayedLedger {

  /** Of all ledgers, so that a later request is later. */
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  private static final AtomicInteger FRESH = new AtomicInteger();

  final OrganizationId organization = new OrganizationId("replayed-" + FRESH.incrementAndGet());
  final JdbcClient db = JdbcClient.create(TestDatabase.asQuerySide());
  final Replays replays = RunningQuerySide.bean(Replays.class);
  private final CatchUp catchUp = RunningQuerySide.bean(CatchUp.class);
  private final long firstPortal = 900_000L + FRESH.get() * 1000L;
  private int requested;

  ReplayedLedger() {
    record(
        "org-" + organization.value(),
        0,
        new OrganizationRegistered(organization, "Agency", Plan.CUSTOM, List.of(), Samples.NOON));
  }

  PortalId portal(int number) {
    return new PortalId(firstPortal + number);
  }

  void connect(int number) {
    record("portal-" + portal(number), 0, connected(organization, portal(number)));
  }

  void expire(int number, long version) {
    record(
        "portal-" + portal(number),
        version,
        new PortalExpired(
            portal(number), organization, 1, ExpiryCause.GRANT_DEAD, minutesLater(10)));
  }

  void record(String stream, long version, Object event) {
    RunningQuerySide.recordOf(organization.value(), stream, version, event);
  }

  /** As the command side records it; comes back when the query side knows. */
  String request(@Nullable Instant asOf) {
    requested++;
    var id = new ReplayId("replay-%s-%04d".formatted(organization.value(), requested));
    var at = minutesLater(60 + REQUESTS.incrementAndGet());
    record(
        id.stream(),
        0,
        new ReplayRequested(id, organization, asOf, "ticket-" + requested, OLIVIA, at));
    await(() -> replays.find(organization, id.value()).isPresent());
    return id.value();
  }

  void cancel(String id) {
    var replay = new ReplayId(id);
    record(replay.stream(), 1, new ReplayCancelled(replay, organization, OLIVIA, minutesLater(90)));
    await(() -> find(id).state() == State.CANCELLED);
  }

  Replay find(String id) {
    return replays.find(organization, id).orElseThrow();
  }

  Replay finished(String id) {
    // The workers of the running side take it by themselves, whenever they come to it.
    for (int looks = 0; looks < 20 && !find(id).state().isOver(); looks++) {
      catchUp.await(() -> find(id).state().isOver());
    }
    return find(id);
  }

  List<String> differences(String id) {
    return replays.differences(organization, id, 0, 100).stream()
        .map(Replays.Numbered::difference)
        .map(
            each ->
                "%s %s %s: %s, %s"
                    .formatted(
                        each.table(), each.portalId(), each.column(), each.replayed(), each.live()))
        .toList();
  }

  List<String> accounts(String id) {
    return replays.accounts(organization, id, 0, 100).stream()
        .map(account -> account.portalId() - firstPortal + " " + account.status())
        .toList();
  }

  /** Until the live views show all that is recorded, and it is sealed. */
  void awaitLive() {
    var history = RunningQuerySide.bean(History.class);
    var live = RunningQuerySide.bean(LivePositions.class);
    long head = history.head();
    await(
        () ->
            history.sealedUpTo() >= head
                && RunningQuerySide.bean(ReadModels.class).all().stream()
                    .allMatch(model -> live.of(model.name()) >= head));
  }

  void await(BooleanSupplier reached) {
    boolean there = false;
    for (int looks = 0; looks < 10 && !there; looks++) {
      there = catchUp.await(reached);
    }
    assertThat(there).isTrue();
  }

  static ReplayWorkers workers() {
    return RunningQuerySide.bean(ReplayWorkers.class);
  }

  /** A node beside the running one that does what it is told, ten events a step. */
  static Replayer node(Jobs jobs) {
    return new Replayer(
        RunningQuerySide.bean(JdbcClient.class),
        transaction(),
        jobs,
        RunningQuerySide.bean(History.class),
        RunningQuerySide.bean(ReadModels.class),
        RunningQuerySide.bean(Comparison.class),
        10);
  }

  static Jobs jobs(String owner) {
    return new Jobs(RunningQuerySide.bean(JdbcClient.class), owner, Duration.ofMinutes(1));
  }

  static TransactionTemplate transaction() {
    return new TransactionTemplate(RunningQuerySide.bean(PlatformTransactionManager.class));
  }

  /** Turns the clock for a replay: whoever worked on it fell silent too long ago. */
  void silence(String id) {
    db.sql(
            "update replay.job set claimed_until = clock_timestamp() - interval '1 second' where replay_id = :id")
        .param("id", id)
        .update();
  }

  List<String> tablesOf(String id) {
    return db.sql(
            """
            select tablename from pg_tables
             where schemaname = 'replay' and starts_with(tablename,
                     (select 'r' || number || '_' from replay.job where replay_id = :id))
            """)
        .param("id", id)
        .query(String.class)
        .list();
  }

  static String fingerprintOfLive() {
    return JdbcClient.create(TestDatabase.asQuerySide())
        .sql(
            """
            select md5(coalesce(string_agg(row::text, '|' order by row::text), ''))
              from (select to_jsonb(a) as row from query.client_accounts a
                    union all select to_jsonb(t) from query.audit_trail t
                    union all select to_jsonb(p) from query.client_account_plans p
                    union all select to_jsonb(o) from query.campaign_outcomes o
                    union all select to_jsonb(s) from query.asked_scopes s) as rows
            """)
        .query(String.class)
        .single();
  }
}
