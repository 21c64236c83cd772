package dev.portalledger.query.sealing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs checkpoints of trees that grew. It believes its own memory before the database: a tree that
 * is shorter than what it signed, or does not begin with it, is never signed again, and the health
 * of the process says so. It acts in a role of the database of its own, which may add checkpoints
 * and nothing else. One runs at a time.
 */
final class Signer {

  private static final Logger LOG = LoggerFactory.getLogger(Signer.class);

  /**
   * @param signed whether there is a checkpoint of it as it is
   */
  private record Tree(String organization, TreeHead head, boolean signed) {}

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final SigningKey key;
  private final SignerMemory memory;
  private final Origins origins;
  private final Map<String, String> refused = new ConcurrentSkipListMap<>();
  private long lookedUpTo = -1;

  Signer(
      JdbcClient db,
      TransactionTemplate transaction,
      SigningKey key,
      SignerMemory memory,
      Origins origins) {
    this.db = db;
    this.transaction = transaction;
    this.key = key;
    this.memory = memory;
    this.origins = origins;
  }

  /** Signs every tree that grew since. Returns how many checkpoints that were. */
  int signGrown() {
    var signed =
        transaction.execute(
            _ -> {
              db.sql("set local role ledger_signer").update();
              return sign();
            });
    return signed == null ? 0 : signed;
  }

  /** Why trees are not signed any more, by organization; empty while all is well. */
  Map<String, String> refused() {
    return Map.copyOf(refused);
  }

  private int sign() {
    long position = db.sql("select position from sealing.sealer").query(Long.class).single();
    if (position == lookedUpTo) {
      return 0;
    }
    if (position < lookedUpTo || lookedUpTo < 0) {
      lookedUpTo = -1;
      refuseLostTrees();
    }
    Map<String, TreeHead> heads = new TreeMap<>();
    grown().stream()
        .filter(tree -> isContinued(tree) && !tree.signed())
        .forEach(tree -> heads.put(tree.organization(), tree.head()));
    if (!heads.isEmpty()) {
      memory.remember(heads);
      heads.forEach(this::insert);
    }
    lookedUpTo = position;
    return heads.size();
  }

  private List<Tree> grown() {
    return db.sql(
            """
            select organization, size, edge,
                   exists (select from sealing.checkpoint as c
                            where c.organization = t.organization and c.size = t.size) as signed
              from sealing.tree as t where position > :position order by position
            """)
        .param("position", lookedUpTo)
        .query(
            (row, _) -> {
              var edge = new RightEdge(row.getLong("size"), row.getBytes("edge"));
              return new Tree(
                  row.getString("organization"),
                  new TreeHead(edge.size(), edge.root()),
                  row.getBoolean("signed"));
            })
        .list();
  }

  private void refuseLostTrees() {
    for (String organization : memory.all().keySet()) {
      boolean there =
          db.sql("select count(*) from sealing.tree where organization = :organization")
                  .param("organization", organization)
                  .query(Long.class)
                  .single()
              > 0;
      if (!there) {
        refuse(organization, "nothing is left of what was signed");
      }
    }
  }

  private boolean isContinued(Tree tree) {
    var old = memory.last(tree.organization());
    var now = tree.head();
    if (now.size() < old.size()) {
      refuse(
          tree.organization(),
          "%d events were signed, %d are left".formatted(old.size(), now.size()));
      return false;
    }
    if (!continues(tree.organization(), old, now)) {
      refuse(tree.organization(), "the first %d events are not those signed".formatted(old.size()));
      return false;
    }
    return !refused.containsKey(tree.organization());
  }

  private boolean continues(String organization, TreeHead old, TreeHead now) {
    try {
      var proof =
          MerkleProof.consistency(old.size(), now.size(), new StoredSubtrees(db, organization));
      return ProofCheck.continues(old.size(), old.root(), now.size(), now.root(), proof.hashes());
    } catch (HoleInTree e) {
      return false;
    }
  }

  private void refuse(String organization, String why) {
    if (refused.put(organization, why) == null) {
      LOG.error("ALARM: the ledger of {} is not signed any more: {}", organization, why);
    }
  }

  private void insert(String organization, TreeHead head) {
    var origin = origins.of(organization);
    db.sql(
            """
            insert into sealing.checkpoint (organization, size, note)
            values (:organization, :size, :note) on conflict (organization, size) do nothing
            """)
        .param("organization", organization)
        .param("size", head.size())
        .param("note", key.note(origin, head.text(origin)))
        .update();
  }
}
