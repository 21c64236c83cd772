package dev.portalledger.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventProcessor;

/** From when a command was due to when the projection's row was committed. */
final class Lag implements Section {

  private static final int CALLERS = 8;
  private static final double MOST_MILLIS = 100;

  private final Sizes sizes;
  private final Rounds rounds;
  private final Ground ground;

  Lag(Sizes sizes, Rounds rounds, Ground ground) {
    this.sizes = sizes;
    this.rounds = rounds;
    this.ground = ground;
  }

  @Override
  public List<Row> measure() throws Exception {
    ground.startProjections();
    try (var other = StoreNode.start(ground.database());
        var stock = StockProjection.start(ground.database())) {
      var here = ground.node();
      var ours = ground.clientAccounts();
      var latencies = new Latencies();
      latencies.add("this node wrote", () -> watch(here, ours));
      latencies.add("another node wrote", () -> watch(other, ours));
      latencies.add("Axon's JDBC engine", () -> watch(stock.node(), stock.processor()));
      latencies.alternate(rounds);
      return rows(latencies);
    }
  }

  /** Which event is whose is told by the portal, so each has to be a new one. */
  private Load.Outcome watch(Node writer, EventProcessor reader) throws Exception {
    int count = (int) (sizes.lagPerSecond() * sizes.lag().toSeconds());
    long first = OneEvent.NEXT_PORTAL.getAndAdd(count + 1L) + 1;
    var seen = new Visibility(first, count);
    var watching = reader.registerHandlerInterceptor(seen);
    try {
      var _ =
          Load.dueAt(
              CALLERS, sizes.lagPerSecond(), count, (i, due) -> send(writer, seen, first, i, due));
      return seen.outcome();
    } finally {
      var _ = watching.cancel();
    }
  }

  private static void send(Node writer, Visibility seen, long first, int number, long due) {
    seen.due(number, due);
    writer.send(OneEvent.command(first + number));
  }

  private static List<Row> rows(Latencies latencies) {
    var rows = new ArrayList<Row>();
    for (var name : latencies.names()) {
      var target = name.endsWith("wrote") ? Target.atMost(MOST_MILLIS) : null;
      rows.add(new Row("lag", name + ": p50", latencies.p50(name), Unit.MILLISECONDS, null));
      rows.add(new Row("lag", name + ": p99", latencies.p99(name), Unit.MILLISECONDS, target));
    }
    return rows;
  }
}
