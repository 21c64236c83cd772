package dev.portalledger.command.connection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Events of several streams in the order they were recorded. Each of Axon's fixtures knows one
 * stream only; the journal stands before their stores.
 */
final class Journal {

  private final List<Object> recorded = new ArrayList<>();
  private final Set<String> loaded = new LinkedHashSet<>();

  List<Object> recorded() {
    return List.copyOf(recorded);
  }

  /** The streams that were loaded, in the order of their first loading, which is that of locks. */
  List<String> loaded() {
    return List.copyOf(loaded);
  }

  EventStore before(EventStore store) {
    return new Recording(store);
  }

  /** Counts an event as recorded once its unit of work commits, in the order of the events. */
  private void record(List<? extends EventMessage<?>> events) {
    CurrentUnitOfWork.get()
        .onPrepareCommit(_ -> events.forEach(event -> recorded.add(event.getPayload())));
  }

  private final class Recording implements EventStore {

    private final EventStore store;

    Recording(EventStore store) {
      this.store = store;
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
      record(events);
      store.publish(events);
    }

    @Override
    public DomainEventStream readEvents(String stream) {
      loaded.add(stream);
      return store.readEvents(stream);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
      store.storeSnapshot(snapshot);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
      return store.openStream(token);
    }

    @Override
    public Registration subscribe(Consumer<List<? extends EventMessage<?>>> subscriber) {
      return store.subscribe(subscriber);
    }

    @Override
    public Registration registerDispatchInterceptor(
        MessageDispatchInterceptor<? super EventMessage<?>> interceptor) {
      return store.registerDispatchInterceptor(interceptor);
    }
  }
}
