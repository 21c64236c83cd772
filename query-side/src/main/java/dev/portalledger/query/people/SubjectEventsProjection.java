package dev.portalledger.query.people;

import dev.portalledger.events.subject.SubjectEvent;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what happened to people's data. Safe to replay. */
@Component
@ProcessingGroup(SubjectEventsProjection.GROUP)
class SubjectEventsProjection {

  static final String GROUP = "personal-data";

  private final SubjectStepRows rows;

  SubjectEventsProjection(JdbcClient db) {
    this.rows = new SubjectStepRows(db);
  }

  @EventHandler
  void on(SubjectEvent event, @SequenceNumber long sequence) {
    rows.change(SubjectStep.of(event, sequence));
  }

  @ResetHandler
  void reset() {
    rows.truncate();
  }
}
