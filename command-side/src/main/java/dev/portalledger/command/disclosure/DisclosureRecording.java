package dev.portalledger.command.disclosure;

import dev.portalledger.command.gateway.Origin;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Records what was noted. An event and the note that it is one are committed together. */
@Component
class DisclosureRecording {

  private static final Logger log = LoggerFactory.getLogger(DisclosureRecording.class);
  private static final String TYPE = "Disclosure";

  private final DisclosureRows rows;
  private final Readers readers;
  private final EventStore events;
  private final TransactionManager transactions;

  DisclosureRecording(
      DisclosureRows rows, Readers readers, EventStore events, TransactionManager transactions) {
    this.rows = rows;
    this.readers = readers;
    this.events = events;
    this.transactions = transactions;
  }

  void recordDue() {
    var unit = DefaultUnitOfWork.startAndGet(null);
    unit.attachTransaction(transactions);
    unit.execute(() -> rows.due().forEach(this::record));
  }

  /** One whose reader cannot be read stays, is told each time, and holds up no other. */
  private void record(Noted noted) {
    try {
      publish(noted);
    } catch (IllegalStateException e) {
      log.error("ALARM: a disclosure cannot be recorded: {}", e.getMessage());
    }
  }

  private void publish(Noted noted) {
    var reader = readers.of(noted);
    events.publish(
        new GenericDomainEventMessage<>(
            TYPE,
            noted.id().stream(),
            0,
            noted.by(reader),
            Origin.of(noted.organization(), reader)));
    rows.recorded(noted.id());
  }
}
