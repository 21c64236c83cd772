package dev.portalledger.eventstore;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/** Axon's event store on {@link PositionedEngine}: wakes readers, remembers snapshots. */
final class PostgresEventStore extends AbstractEventStore {

  private final PositionedEngine engine;
  private final Snapshots snapshots;
  private final Head head;
  private final Runnable committed;
  private final Set<PositionStream> streams = new CopyOnWriteArraySet<>();
  private final Rounds rounds;

  /**
   * @param committed called after each commit of this node
   */
  PostgresEventStore(
      PositionedEngine engine,
      Snapshots snapshots,
      Head head,
      Runnable committed,
      EventBusSpanFactory spans) {
    super(new Builder(engine, spans));
    this.engine = engine;
    this.snapshots = snapshots;
    this.head = head;
    this.committed = committed;
    this.rounds = new Rounds(this::ringWhoIsBehind);
    head.whenAdvanced(rounds::goOn);
  }

  private static final class Builder extends AbstractEventStore.Builder {

    private Builder(PositionedEngine engine, EventBusSpanFactory spans) {
      storageEngine(engine);
      spanFactory(spans);
    }
  }

  @Override
  protected void afterCommit(List<? extends EventMessage<?>> events) {
    committed.run();
  }

  @Override
  public TrackingEventStream openStream(@Nullable TrackingToken token) {
    var opened =
        new PositionStream(engine::after, PositionedEngine.position(token), head, streams::remove);
    streams.add(opened);
    rounds.goOn();
    return opened;
  }

  @Override
  public DomainEventStream readEvents(String aggregateIdentifier) {
    return DomainEventStream.concat(
        snapshots.read(aggregateIdentifier, engine),
        DomainEventStream.of(stagedDomainEventMessages(aggregateIdentifier)));
  }

  /** A processor whose buffers were full comes back after 100 ms, unless it is called. */
  private boolean ringWhoIsBehind() {
    var behind = streams.stream().filter(PositionStream::isBehind).toList();
    behind.forEach(PositionStream::ring);
    return !behind.isEmpty();
  }

  void close() {
    rounds.close();
  }
}
