package dev.portalledger.query.replay.rebuild;

import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.minutesLater;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.FakeIssuer.Account;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.projections.CatchUp;
import dev.portalledger.query.projections.Comparison;
import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.LivePositions;
import dev.portalledger.query.projections.ReadModel;
import dev.portalledger.query.projections.ReadModels;
import dev.portalledger.query.replay.rebuild.Rebuilder.NotSwitched;
import dev.portalledger.query.replay.rebuild.Rebuilder.Step;
import dev.portalledger.query.replay.rebuild.Rebuilder.TurnLost;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RebuildTest {

  private record Read(int status, long micros) {}

  private static final String ACCOUNTS = "client-accounts";
  private static final OrganizationId AGENCY = new OrganizationId("rebuilt");
  private static final AtomicLong PORTALS = new AtomicLong(800_000);
  private static final int HISTORY = Integer.getInteger("rebuild.events", 3000);

  private final JdbcClient db = JdbcClient.create(TestDatabase.asQuerySide());
  private final JdbcClient owner = TestDatabase.asOwner();
  private final CatchUp catchUp = RunningQuerySide.bean(CatchUp.class);
  private final Rebuilds rebuilds = RunningQuerySide.bean(Rebuilds.class);
  private final RebuildWorker worker = RunningQuerySide.bean(RebuildWorker.class);
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(5, Thread.ofPlatform().daemon().factory());

  @BeforeEach
  void the_views_are_what_the_events_give() {
    work();
    rebuilt(ACCOUNTS);
  }

  @AfterEach
  void work() {
    if (!worker.isRunning()) {
      worker.start();
    }
  }

  @Test
  @DisplayName(
      "R16: rebuilt while events arrive, the view equals a second rebuild and always answered")
  void a_view_is_rebuilt_while_it_is_written_and_read() {
    record(HISTORY);
    awaitLive();
    var before = layout();
    var quiet = new ConcurrentLinkedQueue<Read>();
    for (int reads = 0; reads < 300; reads++) {
      quiet.add(read());
    }
    var running = new AtomicBoolean(true);
    var answers = new ConcurrentLinkedQueue<Read>();
    var writer = CompletableFuture.runAsync(() -> write(running), THREADS);
    var reader = CompletableFuture.runAsync(() -> read(running, answers), THREADS);

    var rebuild = rebuilt(ACCOUNTS);
    running.set(false);
    writer.join();
    reader.join();
    awaitLive();

    assertThat(shown()).isEqualTo(recorded()).isGreaterThan(HISTORY);
    var rows = fingerprint();
    assertThat(answers).isNotEmpty().extracting(Read::status).containsOnly(200);
    assertThat(layout()).isEqualTo(before);
    rebuilt(ACCOUNTS);
    assertThat(fingerprint()).isEqualTo(rows);
    assertThat(checked(ACCOUNTS).differing()).isZero();
    tell(rebuild, quiet, answers);
  }

  /** With -Drebuild.events=200000 it is worth reading. */
  private static void tell(Rebuild rebuild, Collection<Read> quiet, Collection<Read> during) {
    if (HISTORY > 3000) {
      System.err.printf(
          "rebuilt %d events at %d/s; reads p50/p99 before %d/%d us, during %d/%d us (%d reads)%n",
          rebuild.position(),
          rebuild.eventsPerSecond(),
          percentile(quiet, 50),
          percentile(quiet, 99),
          percentile(during, 50),
          percentile(during, 99),
          during.size());
    }
  }

  private static long percentile(Collection<Read> reads, int percent) {
    var sorted = reads.stream().mapToLong(Read::micros).sorted().toArray();
    return sorted[(sorted.length - 1) * percent / 100];
  }

  @Test
  @DisplayName(
      "R17: a poison event is parked with the rest of its stream, others go on, and it drains in order")
  void a_poison_event_is_parked_and_drains_after_the_fix() {
    long poisoned = PORTALS.incrementAndGet();
    long well = PORTALS.incrementAndGet();
    owner
        .sql(
            "alter table query.client_accounts add constraint poison check (portal_id <> "
                + poisoned
                + ")")
        .update();
    connect(poisoned);
    RunningQuerySide.recordOf(AGENCY.value(), "portal-" + poisoned, 1, death(poisoned));
    connect(well);
    awaitLive();
    await(() -> letters(poisoned) == 2);
    assertThat(statuses(well)).containsExactly("CONNECTED");
    assertThat(statuses(poisoned)).isEmpty();

    assertThat(parked(rebuilt(ACCOUNTS), poisoned)).isEqualTo(1);
    assertThat(letters(poisoned)).as("still to be tried again").isEqualTo(2);
    assertThat(statuses(well)).containsExactly("CONNECTED");

    owner.sql("alter table query.client_accounts drop constraint poison").update();
    tryAgain(poisoned);
    assertThat(letters(poisoned)).isZero();
    assertThat(statuses(poisoned)).containsExactly("EXPIRED");
    var drained = fingerprint();
    assertThat(parked(rebuilt(ACCOUNTS), poisoned)).isZero();
    assertThat(fingerprint()).isEqualTo(drained);
  }

  @Test
  void a_check_names_what_differs_and_a_rebuild_mends_it() {
    long portal = PORTALS.incrementAndGet();
    connect(portal);
    awaitLive();
    assertThat(checked(ACCOUNTS).differing()).isZero();
    db.sql("update query.client_accounts set status = 'EXPIRED' where portal_id = :portal")
        .param("portal", portal)
        .update();

    var check = checked(ACCOUNTS);

    assertThat(check.differing()).isEqualTo(1);
    assertThat(difference(check.number()))
        .containsExactly("rebuilt client_accounts status CONNECTED EXPIRED");
    assertThat(RunningQuerySide.bean(SelfCheckHealth.class).health().getStatus())
        .isEqualTo(new Status("DEGRADED"));
    rebuilt(ACCOUNTS);
    assertThat(statuses(portal)).containsExactly("CONNECTED");
    assertThat(checked(ACCOUNTS).differing()).isZero();
    assertThat(RunningQuerySide.bean(SelfCheckHealth.class).health().getDetails().toString())
        .contains("equal to replay");
    assertThat(besides()).as("nothing is left beside the live tables").isEmpty();
  }

  @Test
  void every_view_is_rebuilt_into_what_it_was() {
    connect(PORTALS.incrementAndGet());
    awaitLive();
    for (var model : RunningQuerySide.bean(ReadModels.class).all()) {
      rebuilt(model.name());
      assertThat(checked(model.name()).differing()).as(model.name()).isZero();
    }
  }

  @Test
  void what_the_live_view_has_and_the_rebuilt_one_cannot_take_is_never_lost() {
    long portal = PORTALS.incrementAndGet();
    connect(portal);
    awaitLive();
    worker.stop();
    var mine = new Turns(RunningQuerySide.bean(JdbcClient.class), "mine", Duration.ofMinutes(1));
    rebuilds.request(ACCOUNTS, Kind.REBUILD, false);
    var claimed = requireNonNull(transaction().execute(_ -> mine.claim())).orElseThrow();
    var node = node(mine, 500);
    transaction()
        .executeWithoutResult(
            _ -> {
              claimed.tables(RunningQuerySide.bean(JdbcClient.class)).createBare(models(ACCOUNTS));
              mine.created(claimed);
            });
    owner
        .sql(
            "alter table replay.b%d_client_accounts add constraint broken check (portal_id <> %d)"
                .formatted(claimed.number(), portal))
        .update();

    assertThat(catchNotSwitched(node, claimed.number())).contains("nothing was switched");
    mine.failed(claimed.number(), "as the worker does");

    assertThat(statuses(portal)).containsExactly("CONNECTED");
  }

  @Test
  void a_rebuild_whose_node_was_killed_is_finished_by_another() {
    record(700);
    awaitLive();
    worker.stop();
    var mine = new Turns(RunningQuerySide.bean(JdbcClient.class), "mine", Duration.ofMinutes(1));
    rebuilds.request(ACCOUNTS, Kind.REBUILD, true);
    var claimed = requireNonNull(transaction().execute(_ -> mine.claim())).orElseThrow();
    var killed = node(mine, 100);
    assertThat(killed.step(claimed.number())).isEqualTo(Step.GO_ON);
    assertThat(rebuilds.latest(ACCOUNTS, Kind.REBUILD).orElseThrow().position()).isPositive();
    db.sql(
            "update replay.rebuild set claimed_until = clock_timestamp() - interval '1 second' where number = :n")
        .param("n", claimed.number())
        .update();
    var rows = fingerprint();

    worker.start();
    await(() -> !rebuilds.latest(ACCOUNTS, Kind.REBUILD).orElseThrow().isOpen());

    var done = rebuilds.latest(ACCOUNTS, Kind.REBUILD).orElseThrow();
    assertThat(done.number()).isEqualTo(claimed.number());
    assertThat(done.state()).isEqualTo("DONE");
    assertThat(fingerprint()).isEqualTo(rows);
    assertThat(killed.step(claimed.number())).isEqualTo(Step.OVER);
  }

  @Test
  void one_at_a_time_and_cancelled_it_leaves_the_live_view_alone() {
    worker.stop();
    var first = rebuilds.request(ACCOUNTS, Kind.REBUILD, false);
    assertThat(rebuilds.request(ACCOUNTS, Kind.REBUILD, false).number()).isEqualTo(first.number());
    assertThat(operator("DELETE", "/api/v1/projections/client-accounts/rebuild").statusCode())
        .isEqualTo(204);
    assertThat(operator("DELETE", "/api/v1/projections/client-accounts/rebuild").statusCode())
        .isEqualTo(404);
    assertThat(rebuilds.latest(ACCOUNTS, Kind.REBUILD).orElseThrow().state())
        .isEqualTo("CANCELLED");
  }

  @Test
  void a_check_falls_due_by_itself() {
    int before = checked(ACCOUNTS).number();
    worker.stop();
    rebuilds.requestDueChecks(List.of(ACCOUNTS), Duration.ofDays(1), Duration.ZERO);
    assertThat(rebuilds.latest(ACCOUNTS, Kind.CHECK).orElseThrow().number()).isEqualTo(before);
    db.sql("update replay.rebuild set requested_at = requested_at - interval '2 days'").update();

    rebuilds.requestDueChecks(List.of(ACCOUNTS), Duration.ofDays(1), Duration.ZERO);
    rebuilds.requestDueChecks(List.of(ACCOUNTS), Duration.ofDays(1), Duration.ZERO);

    assertThat(rebuilds.latest(ACCOUNTS, Kind.CHECK).orElseThrow().number()).isGreaterThan(before);
  }

  @Test
  void an_operator_sees_it_on_a_page_and_starts_it_there_and_by_program() {
    var started = operator("POST", "/api/v1/projections/client-accounts/rebuild");
    assertThat(started.statusCode()).isEqualTo(202);
    assertThat(started.body()).contains("\"kind\":\"REBUILD\"", "client-accounts");
    await(() -> !rebuilds.latest(ACCOUNTS, Kind.REBUILD).orElseThrow().isOpen());
    checked(ACCOUNTS);

    var page = operator("GET", "/operations/projections").body();

    assertThat(page)
        .contains("client-accounts", "audit-trail", "rebuilt up to position", "equal to replay");
    assertThat(operator("GET", "/api/v1/projections/client-accounts").body())
        .contains("\"lastCheck\":{", "\"differing\":0");
    assertThat(operator("POST", "/api/v1/projections/none/rebuild").statusCode()).isEqualTo(404);
  }

  private Rebuild rebuilt(String model) {
    rebuilds.request(model, Kind.REBUILD, true);
    await(() -> !rebuilds.latest(model, Kind.REBUILD).orElseThrow().isOpen());
    var rebuild = rebuilds.latest(model, Kind.REBUILD).orElseThrow();
    assertThat(rebuild.state()).as(rebuild.toString()).isEqualTo("DONE");
    return rebuild;
  }

  private Rebuild checked(String model) {
    int before = rebuilds.lastCheck(model).map(Rebuild::number).orElse(0);
    rebuilds.request(model, Kind.CHECK, false);
    await(() -> rebuilds.lastCheck(model).filter(check -> check.number() > before).isPresent());
    return rebuilds.lastCheck(model).orElseThrow();
  }

  private static String catchNotSwitched(Rebuilder node, int number) {
    try {
      while (node.step(number) != Step.OVER) {}
      return "switched";
    } catch (NotSwitched e) {
      return String.valueOf(e.getMessage());
    } catch (TurnLost e) {
      return "turn lost";
    }
  }

  private static List<ReadModel> models(String name) {
    return List.of(RunningQuerySide.bean(ReadModels.class).named(name).orElseThrow());
  }

  private Rebuilder node(Turns mine, int batch) {
    var history = RunningQuerySide.bean(History.class);
    var models = RunningQuerySide.bean(ReadModels.class);
    var client = RunningQuerySide.bean(JdbcClient.class);
    return new Rebuilder(
        client,
        transaction(),
        mine,
        history,
        models,
        RunningQuerySide.bean(Comparison.class),
        new Stretches(client, transaction(), mine, history, models, THREADS, batch, 2));
  }

  private static TransactionTemplate transaction() {
    return new TransactionTemplate(RunningQuerySide.bean(PlatformTransactionManager.class));
  }

  /** Portals that were connected, each in a stream of its own. */
  private void record(int count) {
    long first = PORTALS.getAndAdd(count) + 1;
    owner
        .sql(
            """
            insert into events.event (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                                      payload_type, payload_revision, meta_data, payload, tenant)
            select 'portal-' || portal, 0, 'PortalConnection', gen_random_uuid(), timestamptz '2026-03-01 12:00:00Z',
                   'portal-connection.connected', '1', convert_to('{"organization":"rebuilt","actor":"somebody"}', 'UTF8'),
                   convert_to(format(:payload, portal), 'UTF8'), 'rebuilt'
              from generate_series(cast(:first as bigint), cast(:last as bigint)) as portal
            """)
        .param(
            "payload",
            """
            {"portalId":{"value":%s},"organizationId":{"value":"rebuilt"},"grant":{"generation":1,"authorizer":{"value":"subject-hugo"},"authorizerStanding":"SUPER_ADMIN","scopes":["oauth"],"hubDomain":null},"attemptId":{"value":"attempt-1"},"connectedBy":{"value":"subject-olivia"},"occurredAt":"2026-03-01T12:00:00Z"}""")
        .param("first", first)
        .param("last", first + count - 1)
        .update();
    // Wakes the sequencer, as a commit of a node does.
    connect(PORTALS.incrementAndGet());
  }

  private static void connect(long portal) {
    RunningQuerySide.recordOf(
        AGENCY.value(), "portal-" + portal, 0, connected(AGENCY, new PortalId(portal)));
  }

  private static PortalExpired death(long portal) {
    return new PortalExpired(
        new PortalId(portal), AGENCY, 1, ExpiryCause.GRANT_DEAD, minutesLater(1));
  }

  private static void write(AtomicBoolean running) {
    while (running.get()) {
      long portal = PORTALS.incrementAndGet();
      connect(portal);
      RunningQuerySide.recordOf(AGENCY.value(), "portal-" + portal, 1, death(portal));
    }
  }

  private static void read(AtomicBoolean running, ConcurrentLinkedQueue<Read> answers) {
    while (running.get()) {
      answers.add(read());
    }
  }

  private static Read read() {
    long began = System.nanoTime();
    int status =
        as(AGENCY.value(), "OWNER", "GET", "/api/v1/client-accounts?limit=50").statusCode();
    return new Read(status, (System.nanoTime() - began) / 1000);
  }

  private void awaitLive() {
    var history = RunningQuerySide.bean(History.class);
    long[] head = {history.head()};
    await(
        () -> {
          var live = RunningQuerySide.bean(LivePositions.class);
          head[0] = history.head();
          return RunningQuerySide.bean(ReadModels.class).all().stream()
              .allMatch(model -> live.of(model.name()) >= head[0]);
        });
  }

  private void await(BooleanSupplier reached) {
    boolean there = false;
    for (int looks = 0; looks < 24 && !there; looks++) {
      there = catchUp.await(reached);
    }
    assertThat(there).isTrue();
  }

  private long shown() {
    return db.sql("select count(*) from query.client_accounts where organization_id = 'rebuilt'")
        .query(Long.class)
        .single();
  }

  private long recorded() {
    return db.sql(
            """
            select count(*) from events.event
             where tenant = 'rebuilt' and payload_type = 'portal-connection.connected'
            """)
        .query(Long.class)
        .single();
  }

  private List<String> fingerprint() {
    return db.sql(
            """
            select organization_id || ' ' || md5(string_agg(row::text, '|' order by row::text))
              from (select organization_id, to_jsonb(a) as row from query.client_accounts a
                    union all select organization_id, to_jsonb(p) from query.client_account_plans p) as rows
             group by organization_id order by 1
            """)
        .query(String.class)
        .list();
  }

  /** Indexes, rights and settings of the live tables. */
  private List<String> layout() {
    var said = new ArrayList<String>();
    said.addAll(
        owner
            .sql(
                "select indexname || ' ' || indexdef from pg_indexes where schemaname = 'query' order by 1")
            .query(String.class)
            .list());
    said.addAll(
        owner
            .sql(
                """
                select relname || ' ' || relacl::text || ' ' || coalesce(reloptions::text, '') from pg_class
                 where relnamespace = 'query'::regnamespace and relkind = 'r' and relacl is not null order by 1
                """)
            .query(String.class)
            .list());
    said.addAll(
        owner
            .sql(
                """
                select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                 where connamespace = 'query'::regnamespace and contype <> 'n' order by 1
                """)
            .query(String.class)
            .list());
    return said;
  }

  private List<String> besides() {
    await(
        () ->
            db.sql(
                        "select count(*) from pg_tables where schemaname = 'replay' and tablename ~ '^b[0-9]'")
                    .query(Integer.class)
                    .single()
                == 0);
    return List.of();
  }

  private List<String> statuses(long portal) {
    return db.sql("select status from query.client_accounts where portal_id = :portal")
        .param("portal", portal)
        .query(String.class)
        .list();
  }

  private int letters(long portal) {
    return db.sql(
            """
            select count(*) from events.dead_letter_entry
             where processing_group = 'client-accounts' and sequence_identifier = :stream
            """)
        .param("stream", "portal-" + portal)
        .query(Integer.class)
        .single();
  }

  private static void tryAgain(long portal) {
    RunningQuerySide.bean(EventProcessingConfiguration.class)
        .sequencedDeadLetterProcessor(ACCOUNTS)
        .orElseThrow()
        .process(
            letter ->
                letter.message() instanceof DomainEventMessage<?> event
                    && event.getAggregateIdentifier().equals("portal-" + portal));
  }

  private int parked(Rebuild rebuild, long portal) {
    return db.sql(
            "select count(*) from replay.rebuild_parked where number = :number and stream = :stream")
        .param("number", rebuild.number())
        .param("stream", "portal-" + portal)
        .query(Integer.class)
        .single();
  }

  private List<String> difference(int number) {
    return db.sql(
            """
            select concat_ws(' ', organization_id, table_name, column_name, replayed, live)
              from replay.rebuild_difference where number = :number order by line
            """)
        .param("number", number)
        .query(String.class)
        .list();
  }

  private static HttpResponse<String> operator(String method, String path) {
    return as(null, "OPERATOR", method, path);
  }

  private static HttpResponse<String> as(
      @Nullable String organization, String role, String method, String path) {
    var account = new Account("somebody", "Some Body", organization, List.of(role));
    return RunningQuerySide.browser()
        .send(
            method,
            path,
            Map.of("Authorization", "Bearer " + RunningQuerySide.ISSUER.bearer(account)),
            null);
  }
}
