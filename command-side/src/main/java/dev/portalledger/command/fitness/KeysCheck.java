package dev.portalledger.command.fitness;

import dev.portalledger.command.vault.KeyFolder;
import dev.portalledger.command.vault.Sealer;
import dev.portalledger.command.vault.keys.KeyEncryption;
import dev.portalledger.eventstore.fitness.Check;
import dev.portalledger.eventstore.fitness.Verdict;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys here are those of the other nodes. The oldest data key of what is sealed tells: the
 * first node of all makes it, each rotation brings it under the newer key, and a node that cannot
 * unwrap it has other keys. What such a node kept, no other could read. Only whoever has these is
 * asked what its fingerprints are like.
 */
@Component
final class KeysCheck implements Check {

  private static final String MEND =
      "Give this node the keys of the others (ledger.keys.*). If a key was retired too early, put it"
          + " back until all data keys are under the newer one.";

  private static final Verdict ANOTHER_FINGERPRINT_KEY =
      new Verdict.Unfit(
          "the key of fingerprints here (fingerprint.json) is not that of the other nodes, so this"
              + " node would take known people for new ones, and known tokens for tampered ones",
          "Give this node the folder of keys of the others (ledger.keys.folder), fingerprint.json"
              + " included. If that one is lost, docs/reliability.md tells what to do.");

  private final KeyEncryption vault;
  private final KeyEncryption subjects;
  private final Sealer sealer;
  private final FingerprintKey fingerprints;
  private final JdbcClient db;

  KeysCheck(
      KeyEncryption vault,
      KeyFolder folder,
      Sealer sealer,
      FingerprintKey fingerprints,
      JdbcClient db) {
    this.vault = vault;
    this.subjects = folder.subjectKeys();
    this.sealer = sealer;
    this.fingerprints = fingerprints;
    this.db = db;
  }

  @Override
  public String name() {
    return "keys";
  }

  @Override
  public boolean guardsFromHarm() {
    return true;
  }

  @Override
  public Verdict ask() {
    var first = first();
    if (first.isEmpty()) {
      sealer.seal(new byte[0], "fitness", "first");
      first = first();
    }
    if (first.filter(key -> !vault.has(key)).isPresent()) {
      return unfit("tokens", first.orElseThrow());
    }
    var ofSubjects = ofSubjects();
    if (!ofSubjects.isEmpty() && ofSubjects.stream().noneMatch(subjects::has)) {
      return unfit("names and addresses", ofSubjects.getFirst());
    }
    return fingerprints.isThatOfTheOthers() ? new Verdict.Fit() : ANOTHER_FINGERPRINT_KEY;
  }

  private static Verdict unfit(String what, String key) {
    return new Verdict.Unfit(
        "the keys here are not those of the other nodes: %s, which wraps what encrypts %s, is missing"
                .formatted(key, what)
            + ", so this node reads none of them, and what it kept nobody else could read",
        MEND);
  }

  private Optional<String> first() {
    return db.sql(
            """
            select kek_id from command.data_key
             where owner = 'sealed' and destroyed_at is null order by created_at limit 1
            """)
        .query(String.class)
        .optional();
  }

  /** Each that wraps some, without looking at all of them. */
  private List<String> ofSubjects() {
    return db.sql(
            """
            with recursive key as (
              select min(kek_id) as id from subject.data_key
              union all
              select (select min(kek_id) from subject.data_key where kek_id > key.id) from key
               where key.id is not null)
            select id from key where id is not null
            """)
        .query(String.class)
        .list();
  }
}
