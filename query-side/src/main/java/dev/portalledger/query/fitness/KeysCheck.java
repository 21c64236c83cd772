package dev.portalledger.query.fitness;

import dev.portalledger.eventstore.fitness.Check;
import dev.portalledger.eventstore.fitness.Verdict;
import dev.portalledger.query.people.SubjectKey;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key of names and addresses here is that of the other nodes: of each key that wrapped some of
 * theirs, one is tried. Sessions that a node with another key made, no other could read.
 */
@Component
final class KeysCheck implements Check {

  private static final String MEND =
      "Give this node the keys of the others (ledger.keys.folder). If a key was retired too early,"
          + " put it back until all are under the newer one.";

  private record Tried(String key, boolean opens) {}

  private final SubjectKey keys;
  private final JdbcClient db;

  KeysCheck(SubjectKey keys, JdbcClient db) {
    this.keys = keys;
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
    var some = oneOfEach();
    return some.isEmpty() || some.stream().anyMatch(Tried::opens)
        ? new Verdict.Fit()
        : unfit(some.getFirst().key());
  }

  private static Verdict unfit(String key) {
    return new Verdict.Unfit(
        "the keys here are not those of the other nodes: "
            + key
            + ", which wraps what encrypts names and addresses, is missing, so this node reads none"
            + " of them, and its sessions are unreadable to the others",
        MEND);
  }

  /** Of the keys that wrap some, without looking at all that is wrapped. */
  private List<Tried> oneOfEach() {
    return db.sql(
            """
            with recursive key as (
              select min(kek_id) as id from subject.data_key
              union all
              select (select min(kek_id) from subject.data_key where kek_id > key.id) from key
               where key.id is not null)
            select one.subject_id as subject, one.wrapped as bytes, key.id as by
              from key cross join lateral (
                   select subject_id, wrapped from subject.data_key
                    where kek_id = key.id order by subject_id limit 1) as one
            """)
        .query(
            (row, _) ->
                new Tried(
                    row.getString("by"),
                    keys.opens(row.getBytes("bytes"), row.getString("subject"))))
        .list();
  }
}
