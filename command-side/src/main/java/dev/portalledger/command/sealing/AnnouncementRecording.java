package dev.portalledger.command.sealing;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.gateway.Origin;
import dev.portalledger.events.organization.OrganizationId;
import java.time.OffsetDateTime;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records what signers announce. The event and the note that it is one are committed together. */
@Component
class AnnouncementRecording {

  private static final String TYPE = "Sealing";

  private final JdbcClient db;
  private final EventStore events;
  private final TransactionManager transactions;

  AnnouncementRecording(JdbcClient db, EventStore events, TransactionManager transactions) {
    this.db = db;
    this.events = events;
    this.transactions = transactions;
  }

  void recordDue() {
    if (!isInstalled()) {
      return;
    }
    var unit = DefaultUnitOfWork.startAndGet(null);
    unit.attachTransaction(transactions);
    unit.execute(() -> due().forEach(this::record));
  }

  private boolean isInstalled() {
    return db.sql("select to_regclass('sealing.announcement') is not null")
        .query(Boolean.class)
        .single();
  }

  private List<Announced> due() {
    return db.sql(
            """
            select * from sealing.announcement where recorded_at is null
             order by made_at limit 100 for update skip locked
            """)
        .query(
            (row, _) ->
                new Announced(
                    row.getString("announcement_id"),
                    new OrganizationId(row.getString("organization")),
                    Announced.Kind.valueOf(row.getString("kind")),
                    row.getInt("epoch"),
                    row.getLong("signed_size"),
                    row.getLong("kept_size"),
                    row.getString("detail"),
                    row.getObject("made_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private void record(Announced announced) {
    events.publish(
        new GenericDomainEventMessage<>(
            TYPE,
            announced.stream(),
            0,
            announced.event(),
            Origin.of(announced.organization(), Commands.SYSTEM)));
    db.sql(
            """
            update sealing.announcement set recorded_at = clock_timestamp() where announcement_id = :id
            """)
        .param("id", announced.id())
        .update();
  }
}
