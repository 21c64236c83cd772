package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tree over all checkpoints: its leaves are the notes of every ledger, in the order they were
 * signed in. Whoever holds one checkpoint of it can hold all ledgers to what was signed before.
 */
final class Anchors {

  /** Stands where an organization's id stands, and can be none. */
  static final String TREE = "/anchor";

  private static final int AT_ONCE = 2_000;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final TreeRows trees;
  private final Duration every;

  private record Leaf(long number, String organization, String note) {}

  /** As it was signed. */
  record Anchor(long size, String note) {}

  Anchors(JdbcClient db, TransactionTemplate transaction, Duration every) {
    this.db = db;
    this.transaction = transaction;
    this.trees = new TreeRows(db);
    this.every = every;
  }

  /** Makes leaves of all new checkpoints, if it is time. Returns how many; any node may do it. */
  int anchorDue() {
    int anchored = 0;
    int step = AT_ONCE;
    while (step == AT_ONCE && isDue()) {
      step = Optional.ofNullable(transaction.execute(_ -> step())).orElse(0);
      anchored += step;
    }
    return anchored;
  }

  /** Asked before anything is locked: a transaction that writes keeps readers of events waiting. */
  private boolean isDue() {
    return db.sql(
            """
            select anchored_at <= clock_timestamp() - make_interval(secs => :every) from sealing.anchoring
            """)
        .param("every", every.toMillis() / 1000.0)
        .query(Boolean.class)
        .single();
  }

  private int step() {
    var number =
        db.sql("select number from sealing.anchoring for update skip locked")
            .query(Long.class)
            .optional();
    if (number.isEmpty()) {
      return 0;
    }
    var leaves = leaves(number.get());
    if (!leaves.isEmpty()) {
      var tree = trees.tree(TREE);
      leaves.forEach(
          leaf -> tree.append(leaf.number(), leaf.organization(), leaf.note().getBytes(UTF_8)));
      trees.add(List.of(tree));
    }
    db.sql(
            """
            update sealing.anchoring
               set number = :number, anchored_at = case when :more then anchored_at else clock_timestamp() end
            """)
        .param("number", leaves.isEmpty() ? number.get() : leaves.getLast().number())
        .param("more", leaves.size() == AT_ONCE)
        .update();
    return leaves.size();
  }

  private List<Leaf> leaves(long number) {
    return db.sql(
            """
            select number, organization, note from sealing.checkpoint
             where number > :number and organization <> :anchors order by number limit :rows
            """)
        .param("number", number)
        .param("anchors", TREE)
        .param("rows", AT_ONCE)
        .query(
            (row, _) ->
                new Leaf(
                    row.getLong("number"), row.getString("organization"), row.getString("note")))
        .list();
  }

  /** Signed ones that are larger than what somebody knows, the smallest first. */
  List<Anchor> beyond(long size) {
    return db.sql(
            """
            select size, note from sealing.checkpoint
             where organization = :anchors and size > :size order by epoch, size limit 100
            """)
        .param("anchors", TREE)
        .param("size", size)
        .query((row, _) -> new Anchor(row.getLong("size"), row.getString("note")))
        .list();
  }

  /** The one of the size, or the latest. */
  Optional<Anchor> signed(Optional<Long> size) {
    return db.sql(
            """
            select size, note from sealing.checkpoint
             where organization = :anchors and size = coalesce(:size, size)
             order by epoch desc, size desc limit 1
            """)
        .param("anchors", TREE)
        .param("size", size.orElse(null), java.sql.Types.BIGINT)
        .query((row, _) -> new Anchor(row.getLong("size"), row.getString("note")))
        .optional();
  }

  /** That the organization's last checkpoint before the anchor is one of its leaves. */
  Optional<String> proof(String organization, Anchor anchor) {
    return db.sql(
            """
            select leaf.index, signed.note
              from sealing.leaf as leaf
              join sealing.checkpoint as signed on signed.number = leaf.position
             where leaf.organization = :anchors and leaf.event_id = :organization and leaf.index < :size
             order by leaf.index desc limit 1
            """)
        .param("anchors", TREE)
        .param("organization", organization)
        .param("size", anchor.size())
        .query(
            (row, _) -> {
              long index = row.getLong("index");
              var note = row.getString("note").getBytes(UTF_8);
              var subtrees = new StoredSubtrees(db, TREE);
              var proof = MerkleProof.inclusion(index, anchor.size(), subtrees);
              return new ProofText(index, note, proof, anchor.note()).text();
            })
        .optional();
  }
}
