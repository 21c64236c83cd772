package dev.portalledger.command.lease;

import dev.portalledger.command.gateway.Origin;
import dev.portalledger.events.lease.LeasedWriteRefused;
import java.time.Clock;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Records what a lease was not good for: each method and area once, so that nobody makes the ledger
 * grow by trying again and again.
 */
@Component
class RefusedWrites {

  private static final String TYPE = "Lease";

  private final PassRows passes;
  private final EventStore events;
  private final TransactionManager transactions;
  private final Clock clock;

  RefusedWrites(PassRows passes, EventStore events, TransactionManager transactions, Clock clock) {
    this.passes = passes;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  void note(Pass pass, String method, String area) {
    var unit = DefaultUnitOfWork.startAndGet(null);
    unit.attachTransaction(transactions);
    unit.execute(
        () ->
            passes
                .refusedFirst(pass.lease(), method + " " + area)
                .ifPresent(number -> publish(pass, number, method, area)));
  }

  private void publish(Pass pass, int number, String method, String area) {
    var event =
        new LeasedWriteRefused(
            pass.lease(),
            pass.portal(),
            pass.organization(),
            pass.purpose(),
            pass.leasedTo(),
            method,
            area,
            clock.instant());
    events.publish(
        new GenericDomainEventMessage<>(
            TYPE,
            pass.lease().stream(),
            number,
            event,
            Origin.of(pass.organization(), pass.leasedTo())));
  }
}
