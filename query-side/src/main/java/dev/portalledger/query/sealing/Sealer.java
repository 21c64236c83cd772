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

  Sealer(JdbcClient db, TransactionTemplate transaction) {
    this.db = db;
    this.transaction = transaction;
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
      var trees = grown(events);
      addLeaves(trees);
      addNodes(trees);
      trees.forEach(this::keep);
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
    Map<String, GrownTree> trees = new LinkedHashMap<>();
    for (var event : events) {
      trees
          .computeIfAbsent(event.entry().organization(), this::tree)
          .append(event.position(), event.entry());
    }
    return trees.values();
  }

  private GrownTree tree(String organization) {
    return db.sql("select size, edge from sealing.tree where organization = :organization")
        .param("organization", organization)
        .query((row, _) -> new RightEdge(row.getLong("size"), row.getBytes("edge")))
        .optional()
        .map(edge -> new GrownTree(organization, edge))
        .orElseGet(() -> new GrownTree(organization, RightEdge.empty()));
  }

  private void addLeaves(Collection<GrownTree> trees) {
    var leaves = trees.stream().flatMap(tree -> tree.leaves().stream()).toList();
    db.sql(
            """
            insert into sealing.leaf (organization, index, position, event_id, hash)
            select * from unnest(:organizations, :indexes, :positions, :events, :hashes)
            """)
        .param(
            "organizations",
            leaves.stream().map(GrownTree.Leaf::organization).toArray(String[]::new))
        .param("indexes", leaves.stream().map(GrownTree.Leaf::index).toArray(Long[]::new))
        .param("positions", leaves.stream().map(GrownTree.Leaf::position).toArray(Long[]::new))
        .param("events", leaves.stream().map(GrownTree.Leaf::eventId).toArray(String[]::new))
        .param("hashes", leaves.stream().map(GrownTree.Leaf::hash).toArray(byte[][]::new))
        .update();
  }

  private void addNodes(Collection<GrownTree> trees) {
    var nodes = trees.stream().flatMap(tree -> tree.nodes().stream()).toList();
    if (!nodes.isEmpty()) {
      db.sql(
              """
              insert into sealing.node (organization, level, index, hash)
              select * from unnest(:organizations, :levels, :indexes, :hashes)
              """)
          .param(
              "organizations",
              nodes.stream().map(GrownTree.Node::organization).toArray(String[]::new))
          .param("levels", nodes.stream().map(GrownTree.Node::level).toArray(Integer[]::new))
          .param("indexes", nodes.stream().map(GrownTree.Node::index).toArray(Long[]::new))
          .param("hashes", nodes.stream().map(GrownTree.Node::hash).toArray(byte[][]::new))
          .update();
    }
  }

  private void keep(GrownTree tree) {
    db.sql(
            """
            insert into sealing.tree (organization, size, edge, position)
            values (:organization, :size, :edge, :position)
            on conflict (organization) do update set
              size = excluded.size, edge = excluded.edge, position = excluded.position
            """)
        .param("organization", tree.organization())
        .param("size", tree.edge().size())
        .param("edge", tree.edge().bytes())
        .param("position", tree.lastPosition())
        .update();
  }
}
