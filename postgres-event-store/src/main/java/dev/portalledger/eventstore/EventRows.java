package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The SQL on {@code events.event} and {@code events.snapshot}. */
final class EventRows {

  /** More rows in one statement gain nothing measurable; PostgreSQL allows 65,535 parameters. */
  static final int ROWS_IN_ONE_STATEMENT = 500;

  private static final int TURNS_AT_ONCE = 2;

  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String INSERT =
      "insert into events.event (" + StoredEvent.COLUMNS + ", tenant) values ";
  private static final String INSERT_ONE = INSERT + ROW;

  private final JdbcTemplate db;
  private final DataSource dataSource;
  private final TransactionTemplate transaction;
  private final SharedCommits shared = new SharedCommits(TURNS_AT_ONCE);
  private final Serializer serializer;
  private final @Nullable String tenantKey;

  /**
   * @param tenantKey metadata of this name goes into the column {@code tenant}; null: none does
   */
  EventRows(JdbcTemplate db, Serializer serializer, @Nullable String tenantKey) {
    this.db = db;
    this.dataSource = requireNonNull(db.getDataSource());
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    this.serializer = serializer;
    this.tenantKey = tenantKey;
  }

  /** All or none; one round trip for up to {@value #ROWS_IN_ONE_STATEMENT}. */
  void insert(List<? extends DomainEventMessage<?>> events) {
    if (events.size() <= ROWS_IN_ONE_STATEMENT) {
      insertAtOnce(events);
    } else {
      transaction.executeWithoutResult(_ -> insertInParts(events));
    }
  }

  /** What cannot be stored is refused at once, and by its own caller's thread. */
  void serialize(List<DomainEventMessage<?>> events) {
    for (var event : events) {
      var _ = event.serializePayload(serializer, byte[].class);
      var _ = event.serializeMetaData(serializer, byte[].class);
    }
  }

  /**
   * Leaves them to the commit of the thread's transaction, if that one sends events itself.
   *
   * @param lastWrite what is called then; it has to call {@link #commit}
   */
  boolean insertAtCommit(List<DomainEventMessage<?>> events, UnsentEvents.LastWrite lastWrite) {
    var unsent = UnsentEvents.of(dataSource);
    if (unsent == null || unsent.count() + events.size() > ROWS_IN_ONE_STATEMENT) {
      return false;
    }
    unsent.add(events, lastWrite);
    return true;
  }

  /** Whether the thread's transaction has appended to the stream and not sent it yet. */
  boolean hasUnsent(String stream) {
    var unsent = UnsentEvents.of(dataSource);
    return unsent != null && unsent.has(stream);
  }

  /** They no longer wait for the commit then. */
  List<DomainEventMessage<?>> takeUnsent() {
    var unsent = UnsentEvents.of(dataSource);
    return unsent == null ? List.of() : unsent.take();
  }

  /**
   * Inserts, and commits the thread's transaction.
   *
   * @param nothingElse the transaction has done nothing yet, so its events may go with others'
   */
  void commit(List<DomainEventMessage<?>> events, boolean nothingElse) {
    if (!nothingElse) {
      insertAndCommit(events);
    } else if (!shared.commit(events, this::insertAndCommit)) {
      rollBack();
      insertAndCommit(events);
    }
  }

  /** One round trip: the driver sends both statements at once. */
  private void insertAndCommit(List<DomainEventMessage<?>> events) {
    db.update(insertion(events.size()) + "; commit", statement -> set(statement, events));
  }

  /** How many callers wait to have their events sent in company. */
  int waitingForATurn() {
    return shared.waiting();
  }

  private void rollBack() {
    db.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              connection.rollback();
              return true;
            });
  }

  private void insertInParts(List<? extends DomainEventMessage<?>> events) {
    for (int from = 0; from < events.size(); from += ROWS_IN_ONE_STATEMENT) {
      insertAtOnce(events.subList(from, Math.min(events.size(), from + ROWS_IN_ONE_STATEMENT)));
    }
  }

  private void insertAtOnce(List<? extends DomainEventMessage<?>> events) {
    db.update(insertion(events.size()), statement -> set(statement, events));
  }

  private static String insertion(int rows) {
    return rows == 1
        ? INSERT_ONE
        : IntStream.range(0, rows).mapToObj(_ -> ROW).collect(Collectors.joining(", ", INSERT, ""));
  }

  private void set(PreparedStatement statement, List<? extends DomainEventMessage<?>> events)
      throws SQLException {
    int parameter = 1;
    for (var event : events) {
      setStored(statement, parameter, event);
      statement.setString(parameter + 9, tenantOf(event));
      parameter += 10;
    }
  }

  private void setStored(PreparedStatement statement, int from, DomainEventMessage<?> event)
      throws SQLException {
    var payload = event.serializePayload(serializer, byte[].class);
    statement.setString(from, event.getAggregateIdentifier());
    statement.setLong(from + 1, event.getSequenceNumber());
    statement.setString(from + 2, event.getType());
    statement.setString(from + 3, event.getIdentifier());
    statement.setObject(from + 4, event.getTimestamp().atOffset(ZoneOffset.UTC));
    statement.setString(from + 5, payload.getType().getName());
    statement.setString(from + 6, payload.getType().getRevision());
    statement.setBytes(from + 7, event.serializeMetaData(serializer, byte[].class).getData());
    statement.setBytes(from + 8, payload.getData());
  }

  private @Nullable String tenantOf(DomainEventMessage<?> event) {
    var tenant = tenantKey == null ? null : event.getMetaData().get(tenantKey);
    return tenant == null ? null : tenant.toString();
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
        statement -> setStored(statement, 1, snapshot));
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
