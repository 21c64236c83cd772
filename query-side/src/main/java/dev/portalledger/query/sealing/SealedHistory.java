package dev.portalledger.query.sealing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what is sealed of one organization. */
record SealedHistory(JdbcClient db) {

  /** A checkpoint as it was signed. */
  record Signed(long size, String note, Instant signedAt) {

    /** The name it was signed under. */
    public String origin() {
      return note.lines().findFirst().orElse("");
    }

    /** The root's line of the note. */
    public String root() {
      return note.lines().skip(2).findFirst().orElse("");
    }
  }

  /**
   * An event as it is stored now, at the place it was sealed at.
   *
   * @param droppedAt when its body was dropped, which is empty since; null while it is there
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(
      long index,
      CanonicalEntry entry,
      byte[] payload,
      byte[] metadata,
      @Nullable Instant droppedAt) {

    Instant time() {
      return Instant.parse(entry.time());
    }
  }

  Optional<Signed> latest(String organization) {
    return db.sql(
            """
            select size, note, signed_at from sealing.checkpoint
             where organization = :organization order by epoch desc, size desc limit 1
            """)
        .param("organization", organization)
        .query(
            (row, _) ->
                new Signed(
                    row.getLong("size"),
                    row.getString("note"),
                    row.getObject("signed_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /** What the signer signs with; whoever trusts this page alone trusts too much. */
  Optional<PublicKey> publicKey() {
    return db.sql("select public_key from sealing.signer")
        .query((row, _) -> new PublicKey(row.getBytes("public_key")))
        .optional();
  }

  /** Where an event of the organization stands in its tree. */
  Optional<Long> indexOf(String organization, String eventId) {
    return db.sql(
            """
            select index from sealing.leaf
             where organization = :organization and event_id = :event order by index limit 1
            """)
        .param("organization", organization)
        .param("event", eventId)
        .query(Long.class)
        .optional();
  }

  /** At most so many events from an index on; one that is missing in the database is left out. */
  List<Stored> stored(String organization, long from, int count) {
    return db.sql(
            """
            select leaf.index, %s, e.payload, e.meta_data, e.dropped_at
              from sealing.leaf
              join events.event_position as place using (position)
             cross join lateral (
                   select * from events.event as e
                    where e.txid = place.txid and e.global_index = place.global_index limit 1) as e
             where leaf.organization = :organization and leaf.index >= :from and leaf.index < :to
             order by leaf.index
            """
                .formatted(CanonicalEntry.COLUMNS))
        .param("organization", organization)
        .param("from", from)
        .param("to", from + count)
        .query(
            (row, _) ->
                new Stored(
                    row.getLong("index"),
                    CanonicalEntry.of(row),
                    row.getBytes("payload"),
                    row.getBytes("meta_data"),
                    instant(row.getObject("dropped_at", OffsetDateTime.class))))
        .list();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
    return moment == null ? null : moment.toInstant();
  }

  StoredSubtrees subtrees(String organization) {
    return new StoredSubtrees(db, organization);
  }
}
