package dev.portalledger.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Events recorded at Axon Server, which decides who gets a place in a stream; read by position from
 * their copy, see {@link AxonServerCopy}. A transaction's events go with its commit, and so do its
 * rows: see {@link UnitsOfTwo}.
 */
final class AxonServerEventStorageEngine extends PositionedEngine {

  private final DataSource dataSource;
  private final AxonServerEvents server;
  private final AxonServerForm form;
  private final UnitsOfTwo units;
  private final EventRows rows;

  AxonServerEventStorageEngine(
      DataSource dataSource,
      AxonServerEvents server,
      AxonServerForm form,
      UnitsOfTwo units,
      EventRows rows,
      Positions positions,
      Serializer serializer,
      EventUpcaster upcasters) {
    super(rows, positions, serializer, upcasters);
    this.dataSource = dataSource;
    this.server = server;
    this.form = form;
    this.units = units;
    this.rows = rows;
  }

  @Override
  void append(List<DomainEventMessage<?>> events) {
    var unsent = UnsentEvents.of(dataSource);
    if (unsent != null) {
      unsent.add(events, (all, nothingElse) -> units.commit(form.of(all), nothingElse));
    } else if (TransactionSynchronizationManager.hasResource(dataSource)) {
      throw new IllegalStateException(
          "This transaction is not one of EventTransactions and could not end together with its"
              + " events. Let the application have no transaction manager of its own.");
    } else {
      server.append(form.of(events));
    }
  }

  @Override
  List<? extends DomainEventData<?>> ofStream(String stream, long first, int limit) {
    var recorded = server.ofStream(stream, first, limit);
    return Stream.concat(
            recorded.stream(),
            unsent(stream)
                .map(form::of)
                .filter(event -> event.getAggregateSequenceNumber() >= first))
        .limit(limit)
        .map(form::stored)
        .toList();
  }

  /** Whether the snapshot is of this very stream, its reader sees from the first event. */
  @Override
  List<? extends DomainEventData<?>> ofStreamSinceSnapshot(String stream, int limit) {
    long from = rows.snapshot(stream).map(StoredEvent::getSequenceNumber).orElse(0L);
    var since = ofStream(stream, from, limit);
    return since.isEmpty() && from > 0 ? ofStream(stream, 0, limit) : since;
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    return unsent(stream)
        .map(DomainEventMessage::getSequenceNumber)
        .max(Long::compare)
        .or(() -> server.lastSequenceNumber(stream));
  }

  /** A transaction sees what it appended itself. */
  private Stream<DomainEventMessage<?>> unsent(String stream) {
    @Nullable UnsentEvents unsent = UnsentEvents.of(dataSource);
    return unsent == null ? Stream.empty() : unsent.of(stream);
  }
}
