package dev.portalledger.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.dao.DataAccessException;

/**
 * Events recorded on PostgreSQL. Within a Spring transaction everything happens in it; a lost race
 * for a place in a stream is Axon's {@code ConcurrencyException}.
 */
final class PostgresEventStorageEngine extends PositionedEngine {

  private final Appends appends;
  private final EventRows rows;

  PostgresEventStorageEngine(
      Appends appends,
      EventRows rows,
      Positions positions,
      Serializer serializer,
      EventUpcaster upcasters) {
    super(rows, positions, serializer, upcasters);
    this.appends = appends;
    this.rows = rows;
  }

  @Override
  void append(List<DomainEventMessage<?>> events) {
    if (!appends.insertAtCommit(events, this::commit)) {
      send(appends.takeUnsent());
      write(events, appends::insert);
    }
  }

  private void commit(List<DomainEventMessage<?>> events, boolean nothingElse) {
    write(events, unsent -> appends.commit(unsent, nothingElse));
  }

  private void write(
      List<DomainEventMessage<?>> events, Consumer<List<DomainEventMessage<?>>> statement) {
    try {
      statement.accept(events);
    } catch (DataAccessException e) {
      handlePersistenceException(e, events.getFirst());
    }
  }

  @Override
  List<? extends DomainEventData<?>> ofStream(String stream, long first, int limit) {
    sendUnsentOf(stream);
    return rows.ofStream(stream, first, limit);
  }

  @Override
  List<? extends DomainEventData<?>> ofStreamSinceSnapshot(String stream, int limit) {
    sendUnsentOf(stream);
    return rows.ofStreamSinceSnapshot(stream, limit);
  }

  /** A transaction sees what it appended itself. */
  private void sendUnsentOf(String aggregateIdentifier) {
    if (appends.hasUnsent(aggregateIdentifier)) {
      send(appends.takeUnsent());
    }
  }

  private void send(List<DomainEventMessage<?>> unsent) {
    if (!unsent.isEmpty()) {
      write(unsent, appends::insert);
    }
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
    sendUnsentOf(aggregateIdentifier);
    return rows.lastSequenceNumber(aggregateIdentifier);
  }
}
