package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two command sides and two query sides at work while one of each is killed every twenty seconds;
 * docs/reliability.md has the figures and how to run it. What was acknowledged has to be there
 * once.
 */
@EnabledIfSystemProperty(named = "world", matches = "deployment")
class KillRunFigures {

  private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("kill.seconds", 300));
  private static final Duration BETWEEN = Duration.ofSeconds(20);

  /** Whoever takes the other node down as well has to wait until the entry knows of the first. */
  private static final Duration SEEN_BY_THE_ENTRY = Duration.ofSeconds(1);

  private static final int CALLERS = Integer.getInteger("kill.callers", 2);

  /** Without, it shows what a deployment of two and two does. */
  private static final boolean KILLS =
      Boolean.parseBoolean(System.getProperty("kill.kills", "true"));

  private final World world = World.get();
  private final People people = new People(world);
  private final List<Duration> recoveries = new ArrayList<>();

  @BeforeEach
  void in_many_processes() {
    assumeTrue("deployment".equals(System.getProperty("world")), "only of a deployment");
  }

  @Test
  void what_was_acknowledged_is_there_once_whoever_was_killed() throws Exception {
    var agency = Agency.on("PRO");
    long portal = Agency.newPortal();
    agency.connect(portal);
    agency.account(portal, 0);
    var load = new KillLoad(URI.create(world.url()));
    for (int number = 1; number <= CALLERS; number++) {
      load.registrar(number, fresh("", "OPERATOR", "operator"));
      load.lessee(portal, fresh(agency.id, "SERVICE", "importer"));
      load.reader(portal, fresh(agency.id, "OWNER", "reader"));
      load.reader(portal, fresh(agency.id, "AUDITOR", "auditor"));
    }

    killFor(LONG);
    load.stop();

    var lost = new ArrayList<String>();
    var doubled = new ArrayList<String>();
    count("organization.registered", "org-", load.organizations, lost, doubled);
    count("lease.access-leased", "lease-", load.leases, lost, doubled);
    tell(load, lost, doubled);
    assertThat(lost).isEmpty();
    assertThat(doubled).isEmpty();
    assertThat(load.wrong()).isEmpty();
    assertPositionsHaveNoHole();
    assertViewsEqualTheirEvents();
  }

  /** Tokens of the demo's sign-in live for ten minutes. */
  private Supplier<String> fresh(String organization, String role, String name) {
    var token = people.token(organization, role, name);
    return () -> token;
  }

  private void killFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (int turn = 0; System.nanoTime() < end; turn++) {
      long next = System.nanoTime() + BETWEEN.toNanos();
      var node = 1 + turn % 2;
      if (KILLS) {
        recoveries.add(killed("command-" + node, "query-" + node));
      }
      LockSupport.parkNanos(Math.max(next - System.nanoTime(), SEEN_BY_THE_ENTRY.toNanos()));
    }
  }

  /** How long it took until both were ready again, begun as a container engine begins them. */
  private Duration killed(String... services) {
    var deployment = world.deployment();
    long began = System.nanoTime();
    for (var service : services) {
      deployment.kill(service);
    }
    for (var service : services) {
      deployment.startAgain(service);
    }
    for (var service : services) {
      while (!deployment.isReady(service)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void count(
      String type,
      String prefix,
      Collection<String> acknowledged,
      List<String> lost,
      List<String> doubled) {
    var recorded =
        world
            .db()
            .sql("select aggregate_identifier from events.event where payload_type = :type")
            .param("type", type)
            .query(String.class)
            .list();
    var times =
        recorded.stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    times.forEach(
        (stream, count) -> {
          if (count > 1) {
            doubled.add(stream);
          }
        });
    acknowledged.stream()
        .filter(id -> !times.containsKey(prefix + id) && !times.containsKey(id))
        .forEach(lost::add);
    assertThat(new HashSet<>(acknowledged))
        .as("an id acknowledged twice")
        .hasSameSizeAs(acknowledged);
  }

  private void assertPositionsHaveNoHole() {
    Eventually.holds(
        () ->
            assertThat(
                    world
                        .db()
                        .sql(
                            """
                            select count(*) = max(position) and count(*) = (select count(*) from events.event)
                              from events.event_position
                            """)
                        .query(Boolean.class)
                        .single())
                .isTrue());
  }

  private void assertViewsEqualTheirEvents() {
    var operator = people.bearer("", "OPERATOR", "operator");
    for (var view : List.of("client-accounts", "audit-trail")) {
      var asked = operator.json("POST", "/api/v1/projections/" + view + "/check", "");
      assertThat(asked.status()).isEqualTo(202);
      Eventually.holds(
          () -> {
            var check = operator.getJson("/api/v1/projections/" + view).json().get("lastCheck");
            assertThat(check.path("number").asInt())
                .isGreaterThanOrEqualTo(asked.json().get("number").asInt());
            assertThat(check.path("differing").asLong(-1)).isZero();
          });
    }
  }

  private void tell(KillLoad load, List<String> lost, List<String> doubled) throws IOException {
    var failures =
        new TreeMap<>(
            load.failed().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    var said =
        """
        | what | figure |
        |---|---|
        | nodes killed (-9) | %d |
        | requests | %,d, %.0f a second |
        | acknowledged changes | %,d, %.0f a second |
        | acknowledged and lost | %d |
        | recorded twice | %d |
        | wrong answers | %d |
        | failed requests | %d (%.3f %%) %s |
        | longest time without a good answer to a read | %d ms |
        | longest time without a good answer to a change | %d ms |
        | both killed nodes ready again after (median, worst) | %d ms, %d ms |
        """
            .formatted(
                recoveries.size() * 2,
                load.answered(),
                load.answered() / (double) LONG.toSeconds(),
                load.organizations.size() + load.leases.size(),
                (load.organizations.size() + load.leases.size()) / (double) LONG.toSeconds(),
                lost.size(),
                doubled.size(),
                load.wrong().size(),
                load.failed().size(),
                100.0 * load.failed().size() / load.answered(),
                failures,
                load.longestGap("read").toMillis(),
                load.longestGap("change").toMillis(),
                median(recoveries).toMillis(),
                recoveries.stream().max(Duration::compareTo).orElse(Duration.ZERO).toMillis());
    Files.writeString(Path.of("target", "kill-run.md"), said);
    System.err.println(said);
  }

  private static Duration median(List<Duration> all) {
    return all.isEmpty() ? Duration.ZERO : all.stream().sorted().toList().get(all.size() / 2);
  }
}
