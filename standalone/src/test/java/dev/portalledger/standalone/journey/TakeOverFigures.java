package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How long it takes until another node does what a killed one did; docs/reliability.md has the
 * figures and how to run it.
 */
class TakeOverFigures {

  private static final int ROUNDS = Integer.getInteger("take.rounds", 6);

  private static final String LEADER =
      """
      select coalesce(max(pid), 0) from pg_locks
       where locktype = 'advisory' and granted
         and (classid::bigint << 32 | objid::bigint) = hashtextextended('events.sequencer', 0)
      """;

  private final World world = World.get();
  private final List<Duration> leads = new ArrayList<>();
  private final List<Duration> positions = new ArrayList<>();
  private final List<Duration> projections = new ArrayList<>();
  private final List<Duration> signatures = new ArrayList<>();
  private final long run = System.currentTimeMillis();
  private int registered;

  @BeforeEach
  void in_many_processes() {
    assumeTrue("deployment".equals(System.getProperty("world")), "only of a deployment");
  }

  @Test
  void tell() throws IOException {
    var operator = new People(world).bearer("", "OPERATOR", "operator");
    for (int round = 0; round < ROUNDS; round++) {
      commandSide("command-" + (1 + round % 2), operator);
      querySide("query-" + (1 + round % 2));
      signer(operator);
    }
    var said =
        "| what | others go on after: median, worst | seen |%n|---|--:|--:|%n%s%s%s%s"
            .formatted(
                line("the lead of the sequencer is another's", leads),
                line("an event recorded right after the kill has its position", positions),
                line("all parts of all projections are a living node's", projections),
                line(
                    "an event recorded after the signer's kill is signed by the next", signatures));
    System.err.println(said);
    Files.writeString(Path.of("target", "take-over.md"), said);
  }

  private void commandSide(String service, Visitor operator) {
    long leader = number(LEADER);
    var deployment = world.deployment();
    deployment.kill(service);
    long began = System.nanoTime();
    register(operator);
    await(
        () ->
            number("select count(*) from events.event")
                == number("select count(*) from events.event_position"));
    positions.add(Duration.ofNanos(System.nanoTime() - began));
    if (number("select count(*) from pg_stat_activity where pid = " + leader) == 0) {
      await(() -> number(LEADER) != 0 && number(LEADER) != leader);
      leads.add(Duration.ofNanos(System.nanoTime() - began));
    }
    startAgain(service);
  }

  private void querySide(String service) {
    var owned = "'" + world.deployment().pid(service) + "@%'";
    world.deployment().kill(service);
    long began = System.nanoTime();
    await(
        () ->
            number("select count(*) from events.token_entry where owner like " + owned) == 0
                && number("select count(*) from events.token_entry where owner is null") == 0);
    projections.add(Duration.ofNanos(System.nanoTime() - began));
    startAgain(service);
  }

  /** There is one, as in the compose file: the engine starts it again. */
  private void signer(Visitor operator) {
    world.deployment().kill("signer");
    long began = System.nanoTime();
    world.deployment().startAgain("signer");
    var id = register(operator);
    await(
        () ->
            number("select count(*) from sealing.checkpoint where organization = '" + id + "'")
                > 0);
    signatures.add(Duration.ofNanos(System.nanoTime() - began));
  }

  /** Records an event; returns whose. */
  private String register(Visitor operator) {
    var id = "t" + run + "-" + registered++;
    var body =
        "{\"organizationId\":\"%s\",\"name\":\"T\",\"plan\":\"PRO\",\"features\":[]}".formatted(id);
    Eventually.holds(
        () ->
            assertThat(operator.json("POST", "/api/v1/organizations", body).status())
                .isLessThan(300));
    return id;
  }

  private void startAgain(String service) {
    world.deployment().startAgain(service);
    await(() -> world.deployment().isReady(service));
  }

  private long number(String sql) {
    return world.db().sql(sql).query(Long.class).single();
  }

  private static void await(BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static String line(String what, List<Duration> all) {
    if (all.isEmpty()) {
      return "| %s | – | 0 |%n".formatted(what);
    }
    var sorted = all.stream().sorted().toList();
    return "| %s | %,d ms, %,d ms | %d |%n"
        .formatted(
            what,
            sorted.get(sorted.size() / 2).toMillis(),
            sorted.getLast().toMillis(),
            sorted.size());
  }
}
