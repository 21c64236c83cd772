package dev.portalledger.query.sealing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows the positions and adds each event to its organization's tree. A step is one transaction:
 * cut short, nothing of it happened. Any number of nodes may step; they wait for nobody.
 */
final class Sealer {

  private static final int AT_ONCE = 2_000;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final TreeRows trees;

  Sealer(JdbcClient db, TransactionTemplate transaction) {
    this.db = db;
    this.transaction = transaction;
    this.trees = new TreeRows(db);
  }

  /** Seals all that has a position. Returns how many events that were. */
  long catchUp() {
    long sealed = 0;
    int step = AT_ONCE;
    while (step == AT_ONCE && isBehind()) {
      step = Optional.ofNullable(transaction.execute(_ -> step())).orElse(0);
      sealed += step;
    }
    return sealed;
  }

  /** Asked before anything is locked: a transaction that writes keeps readers of events waiting. */
  private boolean isBehind() {
    return db.sql(
            """
            select given.position > sealed.position
              from events.sequencer as given, sealing.sealer as sealed
            """)
        .query(Boolean.class)
        .single();
  }

  private int step() {
    return db.sql("select position from sealing.sealer for update skip locked")
        .query(Long.class)
        .optional()
        .map(this::after)
        .orElse(0);
  }

  private int after(long position) {
    var events = events(position);
    if (!events.isEmpty()) {
      trees.add(grown(events));
      db.sql("update sealing.sealer set position = :position")
          .param("position", events.getLast().position())
          .update();
    }
    return events.size();
  }

  private record Positioned(long position, CanonicalEntry entry) {}

  private List<Positioned> events(long position) {
    return db.sql(
            """
            select %s, position
              from (select position, txid, global_index from events.event_position
                     where position > :position order by position limit %d) as place
             cross join lateral (
                   select * from events.event as e
                    where e.txid = place.txid and e.global_index = place.global_index limit 1) as e
             order by position
            """
                .formatted(CanonicalEntry.COLUMNS, AT_ONCE))
        .param("position", position)
        .query((row, _) -> new Positioned(row.getLong("position"), CanonicalEntry.of(row)))
        .list();
  }

  private Collection<GrownTree> grown(List<Positioned> events) {
    Map<String, GrownTree> grown = new LinkedHashMap<>();
    for (var event : events) {
      grown
          .computeIfAbsent(event.entry().organization(), trees::tree)
          .append(event.position(), event.entry());
    }
    return grown.values();
  }
}
