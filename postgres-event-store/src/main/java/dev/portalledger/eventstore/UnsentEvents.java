package dev.portalledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events of a transaction that wait for its commit, to be sent together with it. Only a
 * transaction of {@link EventTransactions} has any: others would not know that there is something
 * to send.
 */
final class UnsentEvents {

  private final @Nullable Object connection;
  private final List<DomainEventMessage<?>> events = new ArrayList<>();
  private @Nullable LastWrite lastWrite;

  private UnsentEvents(@Nullable Object connection) {
    this.connection = connection;
  }

  /** Writes events and commits the thread's transaction. */
  interface LastWrite {
    /**
     * At the transaction's end.
     *
     * @param nothingElse the transaction has done nothing in the database yet
     */
    void commit(List<DomainEventMessage<?>> events, boolean nothingElse);
  }

  private record Key(DataSource dataSource) {}

  /** The transaction that begins can send its events with its commit. */
  static void begin(DataSource dataSource) {
    var begun = new UnsentEvents(TransactionSynchronizationManager.getResource(dataSource));
    TransactionSynchronizationManager.bindResource(new Key(dataSource), begun);
  }

  static @Nullable Object end(DataSource dataSource) {
    return TransactionSynchronizationManager.unbindResourceIfPossible(new Key(dataSource));
  }

  static void resume(DataSource dataSource, @Nullable Object ended) {
    if (ended != null) {
      TransactionSynchronizationManager.bindResource(new Key(dataSource), ended);
    }
  }

  /** Of the thread's transaction, if that one asks for them at its commit. */
  static @Nullable UnsentEvents of(DataSource dataSource) {
    var bound = (UnsentEvents) TransactionSynchronizationManager.getResource(new Key(dataSource));
    return bound != null
            && bound.connection == TransactionSynchronizationManager.getResource(dataSource)
        ? bound
        : null;
  }

  void add(List<? extends DomainEventMessage<?>> events, LastWrite lastWrite) {
    this.events.addAll(events);
    this.lastWrite = lastWrite;
  }

  boolean has(String stream) {
    return of(stream).findAny().isPresent();
  }

  /** Those of one stream, in order. */
  Stream<DomainEventMessage<?>> of(String stream) {
    return events.stream().filter(event -> event.getAggregateIdentifier().equals(stream));
  }

  int count() {
    return events.size();
  }

  /** Sends them, and commits the transaction, if there are any. */
  void commit(boolean nothingElse) {
    if (lastWrite != null && !events.isEmpty()) {
      lastWrite.commit(take(), nothingElse);
    }
  }

  /** For who cannot wait for the commit; they no longer wait then. */
  List<DomainEventMessage<?>> take() {
    var taken = List.copyOf(events);
    events.clear();
    return taken;
  }
}
