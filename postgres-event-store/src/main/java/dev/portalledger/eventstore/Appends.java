package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
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

/** Writes into {@code events.event}: at once, or together with the transaction's commit. */
final class Appends {

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
  Appends(JdbcTemplate db, Serializer serializer, @Nullable String tenantKey) {
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
      StoredEvent.set(statement, parameter, event, serializer);
      statement.setString(parameter + 9, tenantOf(event));
      parameter += 10;
    }
  }

  private @Nullable String tenantOf(DomainEventMessage<?> event) {
    var tenant = tenantKey == null ? null : event.getMetaData().get(tenantKey);
    return tenant == null ? null : tenant.toString();
  }
}
