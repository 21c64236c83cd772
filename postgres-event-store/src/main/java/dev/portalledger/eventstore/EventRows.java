package dev.portalledger.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads {@code events.event}; reads and writes {@code events.snapshot}. */
final class EventRows {

  private final JdbcTemplate db;
  private final Serializer serializer;

  EventRows(JdbcTemplate db, Serializer serializer) {
    this.db = db;
    this.serializer = serializer;
  }

  List<StoredEvent> ofStream(String stream, long firstSequenceNumber, int limit) {
    return db.query(
        "select "
            + StoredEvent.COLUMNS
            + """

             from events.event where aggregate_identifier = ? and sequence_number >= ?
            order by sequence_number limit ?
            """,
        (row, _) -> new StoredEvent(row),
        stream,
        firstSequenceNumber,
        limit);
  }

  /**
   * From the very event that the stream's snapshot ends with; from the first, if it is not there.
   */
  List<StoredEvent> ofStreamSinceSnapshot(String stream, int limit) {
    return db.query(
        "select "
            + StoredEvent.COLUMNS
            + """

             from events.event
            where aggregate_identifier = ?
              and sequence_number >= coalesce(
                    (select s.sequence_number from events.snapshot s join events.event e
                      using (aggregate_identifier, sequence_number, event_identifier)
                      where aggregate_identifier = ?), 0)
            order by sequence_number limit ?
            """,
        (row, _) -> new StoredEvent(row),
        stream,
        stream,
        limit);
  }

  Optional<Long> lastSequenceNumber(String stream) {
    return Optional.ofNullable(
        db.queryForObject(
            "select max(sequence_number) from events.event where aggregate_identifier = ?",
            Long.class,
            stream));
  }

  /**
   * The lateral join says how to read, whatever the planner believes of the tables' sizes: position
   * by position, one look into the index of events each.
   */
  List<StoredEvent.Positioned> after(long position, int limit) {
    return db.query(
        "select "
            + StoredEvent.COLUMNS
            + """
            , position
              from (select position, txid, global_index from events.event_position
                     where position > ? order by position limit ?) as place
             cross join lateral (
                   select %s from events.event as e
                    where e.txid = place.txid and e.global_index = place.global_index limit 1) as e
             order by position
            """
                .formatted(StoredEvent.COLUMNS),
        (row, _) -> new StoredEvent.Positioned(row),
        position,
        limit);
  }

  /** As {@link #after}, of the positions named. */
  List<StoredEvent.Positioned> at(Collection<Long> positions) {
    return db.query(
        "select "
            + StoredEvent.COLUMNS
            + """
            , position
              from (select position, txid, global_index from events.event_position
                     where position = any (?)) as place
             cross join lateral (
                   select %s from events.event as e
                    where e.txid = place.txid and e.global_index = place.global_index limit 1) as e
             order by position
            """
                .formatted(StoredEvent.COLUMNS),
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("bigint", positions.toArray())),
        (row, _) -> new StoredEvent.Positioned(row));
  }

  void upsertSnapshot(DomainEventMessage<?> snapshot) {
    db.update(
        "insert into events.snapshot as known ("
            + StoredEvent.COLUMNS
            + """
            ) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (aggregate_identifier) do update set
              sequence_number = excluded.sequence_number, type = excluded.type,
              event_identifier = excluded.event_identifier, time_stamp = excluded.time_stamp,
              payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
              meta_data = excluded.meta_data, payload = excluded.payload
            where known.sequence_number < excluded.sequence_number
               or known.payload_revision is distinct from excluded.payload_revision
            """,
        statement -> StoredEvent.set(statement, 1, snapshot, serializer));
  }

  Optional<StoredEvent> snapshot(String stream) {
    return db
        .query(
            "select "
                + StoredEvent.COLUMNS
                + " from events.snapshot where aggregate_identifier = ?",
            (row, _) -> new StoredEvent(row),
            stream)
        .stream()
        .findFirst();
  }
}
