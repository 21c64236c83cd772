package dev.portalledger.eventstore;

import static org.axonframework.eventhandling.EventUtils.asDomainEventMessage;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Events that are read by position, in one order that is fixed once and for all, wherever they are
 * recorded. An event is read by the position the {@link Sequencer} gave it, never before; tracking
 * tokens are positions. Snapshots stand beside the positions.
 */
abstract class PositionedEngine extends BatchingEventStorageEngine {

  /** In place of a first sequence number: from the event on that the snapshot ends with. */
  static final long SINCE_SNAPSHOT = -1;

  private final EventRows rows;
  private final Positions positions;

  PositionedEngine(
      EventRows rows, Positions positions, Serializer serializer, EventUpcaster upcasters) {
    super(
        new Builder()
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .upcasterChain(upcasters)
            .persistenceExceptionResolver(new Conflicts()));
    this.rows = rows;
    this.positions = positions;
  }

  private static final class Builder extends BatchingEventStorageEngine.Builder {

    private static final int READ_AT_ONCE = 500;

    private Builder() {
      batchSize(READ_AT_ONCE);
    }
  }

  /** All of them, or none; with the thread's transaction, if there is one. */
  abstract void append(List<DomainEventMessage<?>> events);

  /** As soon as they are recorded, those of the thread's transaction included. */
  abstract List<? extends DomainEventData<?>> ofStream(String stream, long first, int limit);

  abstract List<? extends DomainEventData<?>> ofStreamSinceSnapshot(String stream, int limit);

  /** What cannot be stored is refused at once, and by its own caller's thread. */
  @Override
  @SuppressWarnings("deprecation") // the form in which Axon stores an event of no aggregate
  protected final void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    var asDomainEvents =
        events.stream().<DomainEventMessage<?>>map(event -> asDomainEventMessage(event)).toList();
    for (var event : asDomainEvents) {
      var _ = event.serializePayload(serializer, byte[].class);
      var _ = event.serializeMetaData(serializer, byte[].class);
    }
    if (!asDomainEvents.isEmpty()) {
      append(asDomainEvents);
    }
  }

  @Override
  public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
    return DomainEventStream.of(
        super.readEvents(aggregateIdentifier, firstSequenceNumber)
            .asStream()
            .peek(PositionedEngine::requireKnown));
  }

  private static void requireKnown(DomainEventMessage<?> event) {
    var stream = event.getAggregateIdentifier();
    switch (event.getPayload()) {
      case UnknownEvent unknown -> throw new StreamUnreadable.ByThisVersion(stream, unknown);
      case DroppedEvent dropped -> throw new StreamUnreadable.ForEver(stream, dropped);
      default -> {
        // says what happened
      }
    }
  }

  @Override
  protected List<? extends DomainEventData<?>> fetchDomainEvents(
      String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
    return firstSequenceNumber == SINCE_SNAPSHOT
        ? ofStreamSinceSnapshot(aggregateIdentifier, batchSize)
        : ofStream(aggregateIdentifier, firstSequenceNumber, batchSize);
  }

  /** All events behind a position, in order; may be asked on after its end. */
  Stream<? extends TrackedEventMessage<?>> after(long position) {
    return readEvents(new GlobalSequenceTrackingToken(position), false);
  }

  @Override
  protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
      @Nullable TrackingToken lastToken, int batchSize) {
    return rows.after(position(lastToken), batchSize);
  }

  /** Zero, before the first event, for a reader without a token. */
  static long position(@Nullable TrackingToken token) {
    return switch (token) {
      case null -> 0;
      case GlobalSequenceTrackingToken position -> position.getGlobalIndex();
      default ->
          throw new IllegalArgumentException(
              "Tokens of this store are positions, but this one is %s. Reset the processor."
                  .formatted(token));
    };
  }

  @Override
  protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
    rows.upsertSnapshot(snapshot);
  }

  /** One that was stored in another form than today's is none: all events say the same. */
  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
    return rows.snapshot(aggregateIdentifier).stream()
        .filter(
            stored ->
                getSnapshotSerializer().classForType(stored.payloadType()) != UnknownEvent.class);
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(positions.last());
  }

  @Override
  public TrackingToken createTokenAt(Instant dateTime) {
    return new GlobalSequenceTrackingToken(positions.before(dateTime));
  }
}
