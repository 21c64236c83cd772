package dev.portalledger.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Counts what this node appended, by type of event, once it is committed. */
final class AppendedEvents implements MeterBinder {

  private volatile @Nullable MeterRegistry registry;

  AppendedEvents(EventStore store) {
    var _ = store.subscribe(this::willBeCommitted);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    this.registry = registry;
  }

  private void willBeCommitted(List<? extends EventMessage<?>> events) {
    if (CurrentUnitOfWork.isStarted()) {
      CurrentUnitOfWork.get().afterCommit(_ -> events.forEach(this::count));
    } else {
      events.forEach(this::count);
    }
  }

  private void count(EventMessage<?> event) {
    var bound = registry;
    if (bound != null) {
      Counter.builder("ledger.events.appended")
          .description("Events this node appended")
          .tag("type", event.getPayloadType().getSimpleName())
          .register(bound)
          .increment();
    }
  }
}
