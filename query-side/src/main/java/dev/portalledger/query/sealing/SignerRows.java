package dev.portalledger.query.sealing;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of a signer; all of it within one transaction in the signer's role. */
record SignerRows(JdbcClient db) {

  static final String FORK = "FORK";
  static final String KEY = "KEY";

  static final long LEAD = 6_101_972_551L;

  /** As it stands there; nobody has verified it yet. */
  record Checkpoint(String organization, int epoch, long size, String note) {

    /** Of a note that was verified. */
    TreeHead head() {
      var lines = note.lines().limit(3).toList();
      return new TreeHead(Long.parseLong(lines.get(1)), Base64.getDecoder().decode(lines.get(2)));
    }
  }

  void actAsSigner() {
    db.sql("set local role ledger_signer").update();
  }

  /** Until the end of this transaction, however it ends. */
  boolean takeTheLead() {
    return db.sql("select pg_try_advisory_xact_lock(:lead)")
        .param("lead", LEAD)
        .query(Boolean.class)
        .single();
  }

  /** Told about every five seconds: a transaction that writes keeps readers of events waiting. */
  void beat(PublicKey key) {
    boolean due =
        db.sql(
                """
                select not exists (select from sealing.signer
                                    where alive_at > clock_timestamp() - interval '5 s' and public_key = :key)
                """)
            .param("key", key.bytes())
            .query(Boolean.class)
            .single();
    if (due) {
      db.sql(
              """
              insert into sealing.signer (alive_at, public_key) values (clock_timestamp(), :key)
              on conflict (one_row) do update set alive_at = excluded.alive_at, public_key = excluded.public_key
              """)
          .param("key", key.bytes())
          .update();
    }
  }

  long newestNumber() {
    return db.sql("select coalesce(max(number), 0) from sealing.checkpoint")
        .query(Long.class)
        .single();
  }

  /** The latest of each tree, of those that came behind a number. */
  List<Checkpoint> latestSince(long number) {
    return db.sql(
            """
            select latest.organization, latest.epoch, latest.size, latest.note
              from sealing.tree as tree
             cross join lateral (
                   select * from sealing.checkpoint as c where c.organization = tree.organization
                    order by epoch desc, size desc limit 1) as latest
             where latest.number > :number
            """)
        .param("number", number)
        .query(
            (row, _) ->
                new Checkpoint(
                    row.getString("organization"),
                    row.getInt("epoch"),
                    row.getLong("size"),
                    row.getString("note")))
        .list();
  }

  long sealedTo() {
    return db.sql("select position from sealing.sealer").query(Long.class).single();
  }

  <T> List<T> grown(long position, BiFunction<String, RightEdge, T> tree) {
    return db.sql(
            """
            select organization, size, edge from sealing.tree
             where position > :position and organization <> :anchors order by position
            """)
        .param("position", position)
        .param("anchors", Anchors.TREE)
        .query(
            (row, _) ->
                tree.apply(
                    row.getString("organization"),
                    new RightEdge(row.getLong("size"), row.getBytes("edge"))))
        .list();
  }

  boolean isSigned(String organization, int epoch, long size) {
    return db.sql(
            """
            select exists (select from sealing.checkpoint
                            where organization = :organization and epoch = :epoch and size = :size)
            """)
        .param("organization", organization)
        .param("epoch", epoch)
        .param("size", size)
        .query(Boolean.class)
        .single();
  }

  boolean hasTree(String organization) {
    return db.sql("select exists (select from sealing.tree where organization = :organization)")
        .param("organization", organization)
        .query(Boolean.class)
        .single();
  }

  Optional<RightEdge> tree(String organization) {
    return db.sql("select size, edge from sealing.tree where organization = :organization")
        .param("organization", organization)
        .query((row, _) -> new RightEdge(row.getLong("size"), row.getBytes("edge")))
        .optional();
  }

  StoredSubtrees subtrees(String organization) {
    return new StoredSubtrees(db, organization);
  }

  void insert(String organization, int epoch, long size, String note) {
    db.sql(
            """
            insert into sealing.checkpoint (organization, epoch, size, note)
            values (:organization, :epoch, :size, :note) on conflict (organization, epoch, size) do nothing
            """)
        .param("organization", organization)
        .param("epoch", epoch)
        .param("size", size)
        .param("note", note)
        .update();
  }

  void tellRefused(Map<String, String> refused) {
    db.sql("delete from sealing.refusal where organization <> all(:refused)")
        .param("refused", refused.keySet().toArray(String[]::new))
        .update();
    refused.forEach(
        (organization, why) ->
            db.sql(
                    """
                    insert into sealing.refusal (organization, why) values (:organization, :why)
                    on conflict (organization) do nothing
                    """)
                .param("organization", organization)
                .param("why", why)
                .update());
  }

  boolean isAnnounced(String organization, String key) {
    return db.sql(
            """
            select exists (select from sealing.announcement
                            where organization = :organization and kind = 'KEY' and detail = :key)
            """)
        .param("organization", organization)
        .param("key", key)
        .query(Boolean.class)
        .single();
  }

  void announce(String organization, String kind, int epoch, long signed, String detail) {
    db.sql(
            """
            insert into sealing.announcement
              (announcement_id, organization, kind, epoch, signed_size, kept_size, detail)
            values (:id, :organization, :kind, :epoch, :signed, :kept, :detail)
            """)
        .param("id", UUID.randomUUID().toString())
        .param("organization", organization)
        .param("kind", kind)
        .param("epoch", epoch)
        .param("signed", signed)
        .param("kept", tree(organization).map(RightEdge::size).orElse(0L))
        .param("detail", detail)
        .update();
  }
}
