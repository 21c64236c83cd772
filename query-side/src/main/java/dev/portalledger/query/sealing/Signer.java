package dev.portalledger.query.sealing;

import dev.portalledger.query.sealing.SignerMemory.Known;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * and nothing else. Any number may run: one signs at a time, the others remember what it signed.
 */
final class Signer {

  private static final Logger LOG = LoggerFactory.getLogger(Signer.class);

  /**
   * @param signed whether there is a checkpoint of it as it is
   */
  private record Tree(String organization, TreeHead head, boolean signed) {}

  private final SignerRows rows;
  private final TransactionTemplate transaction;
  private final SigningKeys keys;
  private final SignerMemory memory;
  private final Origins origins;
  private final Map<String, String> refused = new ConcurrentSkipListMap<>();
  private Set<String> told = Set.of();
  private boolean isNew = true;
  private boolean keysAnnounced;
  private long lookedUpTo = -1;
  private long followedTo;

  Signer(
      JdbcClient db,
      TransactionTemplate transaction,
      SigningKeys keys,
      SignerMemory memory,
      Origins origins) {
    this.rows = new SignerRows(db);
    this.transaction = transaction;
    this.keys = keys;
    this.memory = memory;
    this.origins = origins;
  }

  /** Signs every tree that grew since. Returns how many checkpoints that were. */
  int signGrown() {
    var signed =
        transaction.execute(
            _ -> {
              rows.actAsSigner();
              boolean leads = rows.takeTheLead();
              follow();
              return leads ? lead() : 0;
            });
    return signed == null ? 0 : signed;
  }

  /** Why trees are not signed any more, by organization; empty while all is well. */
  Map<String, String> refused() {
    return Map.copyOf(refused);
  }

  private int lead() {
    rows.beat(keys.present().publicKey());
    int signed = sign() + signAnchors();
    if (signed > 0) {
      followedTo = rows.newestNumber();
    }
    if (isNew || !told.equals(refused.keySet())) {
      rows.tellRefused(refused);
      told = Set.copyOf(refused.keySet());
      isNew = false;
    }
    if (keys.isRotating() && !keysAnnounced) {
      memory.all().forEach(this::announceKey);
      keysAnnounced = true;
    }
    return signed;
  }

  /** Remembers what another signer signed with the same key, as if it were its own. */
  private void follow() {
    long newest = rows.newestNumber();
    if (newest == followedTo) {
      return;
    }
    Map<String, Known> heads = new TreeMap<>();
    for (var checkpoint : rows.latestSince(followedTo)) {
      if (isNews(checkpoint) && isToBeBelieved(checkpoint)) {
        heads.put(checkpoint.organization(), new Known(checkpoint.epoch(), checkpoint.head()));
      }
    }
    if (!heads.isEmpty()) {
      memory.remember(heads);
    }
    followedTo = newest;
  }

  private boolean isNews(SignerRows.Checkpoint checkpoint) {
    var known = memory.last(checkpoint.organization());
    return checkpoint.epoch() > known.epoch()
        || (checkpoint.epoch() == known.epoch() && checkpoint.size() > known.head().size());
  }

  private boolean isToBeBelieved(SignerRows.Checkpoint checkpoint) {
    var organization = checkpoint.organization();
    return switch (keys.verdict(origins.of(organization, checkpoint.epoch()), checkpoint.note())) {
      case NOT_OURS -> false;
      case FORGED -> {
        refuse(organization, "a checkpoint stands there that was not signed with our key");
        yield false;
      }
      case OURS -> {
        var known = memory.last(organization);
        yield checkpoint.head().size() == checkpoint.size()
            && (checkpoint.epoch() > known.epoch()
                || isContinued(organization, known.head(), checkpoint.head()));
      }
    };
  }

  private int sign() {
    long position = rows.sealedTo();
    if (position == lookedUpTo) {
      return 0;
    }
    if (position < lookedUpTo || lookedUpTo < 0) {
      lookedUpTo = -1;
      refuseLostTrees();
    }
    Map<String, Known> heads = new TreeMap<>();
    for (Tree tree : grown()) {
      var known = memory.last(tree.organization());
      if (isContinued(tree.organization(), known.head(), tree.head())
          && !(tree.signed() && known.head().isSameAs(tree.head()))) {
        heads.put(tree.organization(), new Known(known.epoch(), tree.head()));
      }
    }
    if (!heads.isEmpty()) {
      memory.remember(heads);
      heads.forEach(this::insert);
    }
    lookedUpTo = position;
    return heads.size();
  }

  /** A tree of its own pace: it grows without an event. */
  private int signAnchors() {
    var tree =
        rows.tree(Anchors.TREE)
            .map(edge -> new TreeHead(edge.size(), edge.root()))
            .orElse(TreeHead.EMPTY);
    var known = memory.last(Anchors.TREE);
    boolean isNothingNew =
        tree.size() == 0
            || (tree.size() == known.head().size()
                && rows.isSigned(Anchors.TREE, known.epoch(), tree.size()));
    if (isNothingNew || !isContinued(Anchors.TREE, known.head(), tree)) {
      return 0;
    }
    var now = new Known(known.epoch(), tree);
    memory.remember(Map.of(Anchors.TREE, now));
    insert(Anchors.TREE, now);
    return 1;
  }

  private List<Tree> grown() {
    return rows.grown(
        lookedUpTo,
        (organization, edge) ->
            new Tree(
                organization,
                new TreeHead(edge.size(), edge.root()),
                rows.isSigned(organization, memory.last(organization).epoch(), edge.size())));
  }

  private void refuseLostTrees() {
    for (String organization : memory.all().keySet()) {
      if (memory.last(organization).head().size() > 0 && !rows.hasTree(organization)) {
        refuse(organization, "nothing is left of what was signed");
      }
    }
  }

  private boolean isContinued(String organization, TreeHead old, TreeHead now) {
    if (now.size() < old.size()) {
      refuse(organization, "%d events were signed, %d are left".formatted(old.size(), now.size()));
      return false;
    }
    if (!continues(organization, old, now)) {
      refuse(organization, "the first %d events are not those signed".formatted(old.size()));
      return false;
    }
    return !refused.containsKey(organization);
  }

  private boolean continues(String organization, TreeHead old, TreeHead now) {
    try {
      var proof = MerkleProof.consistency(old.size(), now.size(), rows.subtrees(organization));
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

  private void insert(String organization, Known known) {
    var origin = origins.of(organization, known.epoch());
    rows.insert(
        organization,
        known.epoch(),
        known.head().size(),
        keys.note(origin, known.head().text(origin)));
  }

  /** Auditors who hold the key before learn of its successor from the ledger itself. */
  private void announceKey(String organization, Known known) {
    var key = keys.present().verifierKey(origins.of(organization, known.epoch()));
    if (!organization.equals(Anchors.TREE) && !rows.isAnnounced(organization, key)) {
      rows.announce(organization, SignerRows.KEY, known.epoch(), known.head().size(), key);
    }
  }
}
