package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the events of a long stream add up to, so that loading its aggregate costs the same however
 * long the stream is. Only for aggregates that ask, by naming the bean of {@link #folding} as their
 * {@code snapshotTriggerDefinition}.
 *
 * <p>The last state of an aggregate stays in memory, and every so many events it is stored. Neither
 * is ever believed alone: what was recorded since, by whichever node, is read from the database
 * with every load. A stored state of a form that is not today's is passed over. An aggregate that
 * asks MUST handle its state like an event, and set its identifier from it.
 */
public final class Snapshots {

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private final EventRows rows;
  private final Executor writer;
  private final Map<String, Remembered> memory;

  /**
   * @param snapshot the state, at the sequence number and with the identifier of its last event
   * @param stored the sequence number that is in the database, or was sent there
   */
  private record Remembered(DomainEventMessage<?> snapshot, long stored) {}

  /**
   * @param size so many aggregates are remembered, the ones used last
   * @param writer where states are stored, after the commit that they are about
   */
  Snapshots(EventRows rows, int size, Executor writer) {
    this.rows = rows;
    this.writer = writer;
    this.memory =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > size;
          }
        };
  }

  /**
   * For an aggregate whose state is a pure fold of its events.
   *
   * @param before the state before the first event
   * @param every stores the state after so many events
   */
  public <S> SnapshotTriggerDefinition folding(
      Class<S> type, S before, BiFunction<S, Object, S> after, int every) {
    return _ -> new Folding<>(type, before, after, every);
  }

  /** The aggregate's events, or its last known state and the events behind it. */
  DomainEventStream read(String aggregate, PositionedEngine engine) {
    var known = recall(aggregate);
    if (known != null) {
      var events = engine.readEvents(aggregate, known.getSequenceNumber());
      if (events.hasNext() && events.next().getIdentifier().equals(known.getIdentifier())) {
        return DomainEventStream.concat(DomainEventStream.of(known), events);
      }
      forget(aggregate); // the database is not the one it was
    }
    return fromDatabase(aggregate, engine);
  }

  private DomainEventStream fromDatabase(String aggregate, PositionedEngine engine) {
    var events = engine.readEvents(aggregate, PositionedEngine.SINCE_SNAPSHOT);
    if (!events.hasNext() || events.peek().getSequenceNumber() == 0) {
      return events;
    }
    var snapshot = engine.readSnapshot(aggregate).orElse(null);
    if (snapshot == null || !snapshot.getIdentifier().equals(events.next().getIdentifier())) {
      return engine.readEvents(aggregate, 0);
    }
    return DomainEventStream.concat(DomainEventStream.of(snapshot), events);
  }

  private @Nullable DomainEventMessage<?> recall(String aggregate) {
    synchronized (memory) {
      var known = memory.get(aggregate);
      return known == null ? null : known.snapshot();
    }
  }

  private void forget(String aggregate) {
    synchronized (memory) {
      memory.remove(aggregate);
    }
  }

  /** Remembers the newest, and returns whether it is time to store it. */
  private boolean remember(DomainEventMessage<?> snapshot, long stored, int every) {
    synchronized (memory) {
      var known = memory.get(snapshot.getAggregateIdentifier());
      if (known != null && known.snapshot().getSequenceNumber() >= snapshot.getSequenceNumber()) {
        return false;
      }
      long inDatabase = known == null ? stored : known.stored();
      boolean due = snapshot.getSequenceNumber() - inDatabase >= every;
      memory.put(
          snapshot.getAggregateIdentifier(),
          new Remembered(snapshot, due ? snapshot.getSequenceNumber() : inDatabase));
      return due;
    }
  }

  private void store(DomainEventMessage<?> snapshot) {
    try {
      rows.upsertSnapshot(snapshot);
    } catch (RuntimeException e) {
      LOG.warn(
          "The state of {} at {} was not stored; the next one will be.",
          snapshot.getAggregateIdentifier(),
          snapshot.getSequenceNumber(),
          e);
    }
  }

  /** Follows one loaded aggregate through its unit of work. */
  private final class Folding<S> implements SnapshotTrigger {

    private final Class<S> type;
    private final BiFunction<S, Object, S> after;
    private final int every;
    private S state;
    private long stored = -1;
    private @Nullable DomainEventMessage<?> last;
    private boolean waitsForCommit;

    private Folding(Class<S> type, S before, BiFunction<S, Object, S> after, int every) {
      this.type = type;
      this.state = before;
      this.after = after;
      this.every = every;
    }

    @Override
    public void eventHandled(EventMessage<?> message) {
      if (message instanceof DomainEventMessage<?> event) {
        if (type.isInstance(event.getPayload())) {
          state = type.cast(event.getPayload());
          stored = event.getSequenceNumber();
        } else {
          state = after.apply(state, event.getPayload());
        }
        last = event;
        waitForCommit();
      }
    }

    @Override
    public void initializationFinished() {}

    private void waitForCommit() {
      if (!waitsForCommit && CurrentUnitOfWork.isStarted()) {
        waitsForCommit = true;
        CurrentUnitOfWork.get().root().afterCommit(_ -> committed());
      }
    }

    private void committed() {
      var event = requireNonNull(last);
      var snapshot =
          new GenericDomainEventMessage<>(
              event.getType(),
              event.getAggregateIdentifier(),
              event.getSequenceNumber(),
              state,
              Map.of(),
              event.getIdentifier(),
              event.getTimestamp());
      if (remember(snapshot, stored, every)) {
        writer.execute(() -> store(snapshot));
      }
    }
  }
}
