package dev.portalledger.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The standalone in a process of its own, on a database that is already there. */
final class Start implements Section {

  private static final String PLAIN = "plain";
  private static final String CACHED = "AOT cache";
  private static final double MOST_SECONDS = 3;
  private static final double MOST_MEGABYTES = 400;
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;
  private static final int LOOKS_WITHOUT_CHANGE = 5;

  private final Sizes sizes;
  private final Rounds rounds;
  private final Ground ground;
  private final List<String> jvm;
  private final Path cache;

  /**
   * Ends the ground: the child takes over its folder.
   *
   * @param jvm options the standalone is shipped with; its cache is made here, of these jars
   * @param cache where to keep the classes of a start
   */
  Start(Sizes sizes, Rounds rounds, Ground ground, List<String> jvm, Path cache) {
    this.sizes = sizes;
    this.rounds = rounds;
    this.ground = ground;
    this.jvm = jvm.stream().filter(option -> !option.startsWith("-XX:AOTCache")).toList();
    this.cache = cache;
  }

  @Override
  public List<Row> measure() throws Exception {
    var _ = History.ensure(ground, sizes.replay());
    forgetProjections(ground.database());
    ground.close();
    var ways = ways();
    var fastest = List.copyOf(ways.values()).getLast();
    var rows = new ArrayList<Row>();
    rows.add(afterReplay(fastest));
    var memory = new LinkedHashMap<String, List<Double>>();
    var contenders = new LinkedHashMap<String, Contender>();
    ways.forEach((name, options) -> contenders.put(name, () -> start(name, options, memory)));
    rounds
        .alternate(contenders)
        .forEach(
            (name, seconds) -> {
              rows.add(row("ready, " + name, seconds, Unit.SECONDS, name));
              var megabytes = new Series(memory.getOrDefault(name, List.of()));
              rows.add(new Row("start", "resident, " + name, megabytes, Unit.MEGABYTES, null));
            });
    return rows;
  }

  /** Only what is shipped has a target: the cached start, where there can be one. */
  private Row row(String what, Series seconds, Unit unit, String name) {
    boolean shipped = name.equals(Files.exists(cache) ? CACHED : PLAIN);
    return new Row("start", what, seconds, unit, shipped ? Target.atMost(MOST_SECONDS) : null);
  }

  /** The fastest last. */
  private Map<String, List<String>> ways() throws Exception {
    var ways = new LinkedHashMap<String, List<String>>();
    ways.put(PLAIN, jvm);
    if (Child.canBeCached()
        && Child.rehearse(with("-XX:AOTCacheOutput=" + cache), ground.options())) {
      ways.put(CACHED, with("-XX:AOTCache=" + cache));
    } else {
      Progress.say(
          "  no AOT cache here: modules that are folders of classes cannot be kept in one");
    }
    return ways;
  }

  private List<String> with(String option) {
    return Stream.concat(jvm.stream(), Stream.of(option)).toList();
  }

  private double start(String name, List<String> options, Map<String, List<Double>> memory)
      throws Exception {
    try (var child = Child.start(options, ground.options())) {
      memory.computeIfAbsent(name, _ -> new ArrayList<>()).add(child.megabytes());
      return child.secondsToReady();
    }
  }

  private Row afterReplay(List<String> options) throws Exception {
    try (var child = Child.start(options, ground.options())) {
      awaitProjections(ground.database());
      return new Row(
          "start",
          "resident after replaying %,d events".formatted(sizes.replay()),
          Series.once(child.megabytes()),
          Unit.MEGABYTES,
          Target.atMost(MOST_MEGABYTES));
    }
  }

  /** The next process that starts has to read all events. */
  private static void forgetProjections(Database database) throws SQLException {
    database.asOwner(
        "delete from events.token_entry",
        """
        truncate query.client_accounts, query.client_account_history, query.client_account_days,
          query.client_account_plans, query.client_account_plan_history, query.audit_trail
        """);
  }

  private void awaitProjections(Database database) throws SQLException {
    long before = -1;
    for (int unchanged = 0; unchanged < LOOKS_WITHOUT_CHANGE; ) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      long rows =
          database.number(
              "select (select count(*) from query.audit_trail) + (select count(*) from query.client_accounts)");
      unchanged = rows == before && rows >= 2L * sizes.replay() ? unchanged + 1 : 0;
      before = rows;
    }
  }
}
