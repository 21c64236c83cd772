package dev.portalledger.benchmarks;

import dev.portalledger.events.connection.PortalConnected;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** Client accounts, read anew from all events. */
final class Replay implements Section {

  private static final String LIMIT = "raw cursor, decode, batched upsert";
  private static final String CURSOR = "raw cursor, decode";
  private static final String LIVE = "live pooled processor";
  private static final String STOCK = "Axon's JDBC engine, a statement per event";

  private final Sizes sizes;
  private final Rounds rounds;
  private final Ground ground;

  Replay(Sizes sizes, Rounds rounds, Ground ground) {
    this.sizes = sizes;
    this.rounds = rounds;
    this.ground = ground;
  }

  @Override
  public List<Row> measure() throws Exception {
    var history = History.ensure(ground, sizes.replay());
    var database = ground.database();
    AccountRows.createTable(RawReplay.TABLE, database);
    var raw = new RawReplay(database, history.events(), history.payloadType());
    try (var stock = StockProjection.start(database)) {
      copyForStock(history, database);
      var contenders = new LinkedHashMap<String, Contender>();
      contenders.put(LIMIT, raw::project);
      contenders.putAll(paths(history));
      contenders.put(CURSOR, raw::decode);
      contenders.put(STOCK, () -> stock(stock.processor()));
      for (var contender : contenders.values()) {
        var _ = contender.measure();
      }
      return rows(rounds.alternate(contenders));
    }
  }

  /** The product's own ways to rebuild; a faster one takes its place here. */
  private Map<String, Contender> paths(History history) {
    return Map.of(LIVE, () -> live(history));
  }

  private double live(History history) throws SQLException {
    double perSecond = again(ground.clientAccounts(), ground.head(), ground.events());
    long rows = ground.database().number("select count(*) from query.client_accounts");
    long portals =
        ground
            .database()
            .number(
                "select count(*) from %s where payload_type = '%s'"
                    .formatted(history.events().name(), history.payloadType()));
    if (rows < portals) {
      throw new IllegalStateException("%d portals of %d were rebuilt".formatted(rows, portals));
    }
    return perSecond;
  }

  /** Stopped before and after, so that nobody else has to share the machine with it. */
  private static double again(StreamingEventProcessor processor, long head, long events) {
    processor.shutDown();
    processor.resetTokens();
    long from = System.nanoTime();
    processor.start();
    Ground.awaitPosition(processor, head);
    double seconds = (System.nanoTime() - from) / 1e9;
    processor.shutDown();
    return events / seconds;
  }

  private double stock(StreamingEventProcessor processor) throws SQLException {
    long count = ground.database().number("select count(*) from " + StockJdbc.EVENTS);
    long head = ground.database().number("select max(global_index) from " + StockJdbc.EVENTS);
    return again(processor, head, count);
  }

  private void copyForStock(History history, Database database) throws SQLException {
    database.asOwner(
        """
        insert into %s (aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload,
                        payload_type, time_stamp)
        select aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload, '%s',
               '2026-11-24T12:00:00Z'
          from %s where payload_type = '%s' limit %d
        """
            .formatted(
                StockJdbc.EVENTS,
                PortalConnected.class.getName(),
                history.events().name(),
                history.payloadType(),
                sizes.stockReplay()),
        "analyze " + StockJdbc.EVENTS);
  }

  private static List<Row> rows(Map<String, Series> measured) {
    var rows = new ArrayList<Row>();
    measured.forEach(
        (name, series) -> rows.add(new Row("replay", name, series, Unit.PER_SECOND, null)));
    var limit = Objects.requireNonNull(measured.get(LIMIT));
    var paths = new LinkedHashMap<>(measured);
    paths.keySet().removeAll(List.of(LIMIT, CURSOR, STOCK));
    var fastest = Comparator.comparing((Map.Entry<String, Series> p) -> p.getValue().median());
    var best = paths.entrySet().stream().max(fastest).orElseThrow();
    rows.add(
        ratio("fastest path (" + best.getKey() + ")", best.getValue(), limit, Target.atLeast(0.6)));
    rows.add(ratio(LIVE, Objects.requireNonNull(measured.get(LIVE)), limit, Target.atLeast(0.4)));
    rows.add(ratio(STOCK, Objects.requireNonNull(measured.get(STOCK)), limit, null));
    return rows;
  }

  private static Row ratio(
      String name, Series series, Series limit, @org.jspecify.annotations.Nullable Target target) {
    return new Row("replay", name + " ÷ raw", series.dividedBy(limit), Unit.RATIO, target);
  }
}
