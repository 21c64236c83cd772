package dev.portalledger.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command of one event through the command bus, beside inserting the same row by hand. */
final class Append implements Section {

  private static final String SECTION = "append";
  private static final String OURS = "Portal Ledger's store";
  private static final String JDBC = "Axon's JDBC engine";
  private static final String JPA = "Axon's JPA engine";
  private static final String TRANSACTION = "raw transaction";
  private static final String AUTOCOMMIT = "raw autocommit";
  private static final int MANY = 32;

  private final Sizes sizes;
  private final Rounds rounds;
  private final Database database;

  Append(Sizes sizes, Rounds rounds, Database database) {
    this.sizes = sizes;
    this.rounds = rounds;
    this.database = database;
  }

  @Override
  public List<Row> measure() throws Exception {
    try (var ours = StoreNode.start(database)) {
      database.createSchema("bench");
      StockJdbc.createTables(database);
      var events = EventTable.in(database);
      events.copyShapeTo(RawAppend.TABLE, database);
      try (var jdbc = StockJdbc.node(database);
          var jpa = StockJpa.node(database)) {
        return measure(events, Map.of(OURS, ours, JDBC, jdbc, JPA, jpa));
      }
    }
  }

  private List<Row> measure(EventTable events, Map<String, Node> nodes) throws Exception {
    var sample = sample(events, nodes.get(OURS));
    var rows = new ArrayList<Row>();
    for (int callers : sizes.callers()) {
      Progress.say("  %d callers".formatted(callers));
      try (var raw = new RawAppend(database, events, sample, callers)) {
        var tasks = new LinkedHashMap<String, Load.Task>();
        tasks.put(OURS, sending(nodes.get(OURS)));
        tasks.put(TRANSACTION, raw::inTransaction);
        tasks.put(JDBC, sending(nodes.get(JDBC)));
        tasks.put(AUTOCOMMIT, raw::autocommit);
        tasks.put(JPA, sending(nodes.get(JPA)));
        rows.addAll(rows(callers, alternate(callers, tasks)));
      }
    }
    return rows;
  }

  private EventTable.Sample sample(EventTable events, @Nullable Node ours) throws Exception {
    long portal = OneEvent.NEXT_PORTAL.incrementAndGet();
    java.util.Objects.requireNonNull(ours).send(OneEvent.command(portal));
    try (var connection = database.connect()) {
      return events.sample(connection, "portal-" + portal);
    }
  }

  private static Load.Task sending(@Nullable Node node) {
    var there = java.util.Objects.requireNonNull(node);
    return _ -> there.send(OneEvent.command());
  }

  private Map<String, Series> alternate(int callers, Map<String, Load.Task> tasks)
      throws Exception {
    var contenders = new LinkedHashMap<String, Contender>();
    for (var task : tasks.entrySet()) {
      if (callers == sizes.callers().getFirst()) {
        var _ = Load.closed(callers, sizes.warmUp(), task.getValue());
      }
      contenders.put(task.getKey(), () -> perSecond(callers, task.getValue()));
    }
    return rounds.alternate(contenders);
  }

  private double perSecond(int callers, Load.Task task) throws Exception {
    var _ = Load.closed(callers, sizes.settle(), task);
    return Load.closed(callers, sizes.time(), task).perSecond();
  }

  private static List<Row> rows(int callers, Map<String, Series> measured) {
    var rows = new ArrayList<Row>();
    measured.forEach(
        (name, series) ->
            rows.add(new Row(SECTION, with(callers, name), series, Unit.PER_SECOND, null)));
    for (var name : List.of(OURS, JDBC, JPA)) {
      rows.add(ratio(callers, name, TRANSACTION, measured, 1.0));
      rows.add(ratio(callers, name, AUTOCOMMIT, measured, 0.7));
    }
    return rows;
  }

  private static Row ratio(
      int callers, String name, String limit, Map<String, Series> measured, double goal) {
    var series = of(name, measured).dividedBy(of(limit, measured));
    var target = name.equals(OURS) && callers == MANY ? Target.atLeast(goal) : null;
    return new Row(SECTION, with(callers, name + " ÷ " + limit), series, Unit.RATIO, target);
  }

  private static Series of(String name, Map<String, Series> measured) {
    return java.util.Objects.requireNonNull(measured.get(name));
  }

  private static String with(int callers, String what) {
    return "%d caller%s: %s".formatted(callers, callers == 1 ? "" : "s", what);
  }
}
