package dev.portalledger.query.replay;

import dev.portalledger.events.replay.ReplayCancelled;
import dev.portalledger.events.replay.ReplayEvent;
import dev.portalledger.events.replay.ReplayRequested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Turns requests into jobs. A job is known by its request, so events that come again start nothing
 * twice; there is nothing to forget at a reset, since what a replay found is no reading of events.
 */
@Component
@ProcessingGroup(ReplaysProjection.GROUP)
class ReplaysProjection {

  static final String GROUP = "replays";

  private final JdbcClient db;

  ReplaysProjection(JdbcClient db) {
    this.db = db;
  }

  @EventHandler
  void on(ReplayEvent event) {
    switch (event) {
      case ReplayRequested e -> requested(e);
      case ReplayCancelled e -> cancelled(e);
    }
  }

  private void requested(ReplayRequested event) {
    db.sql(
            """
            insert into replay.job (replay_id, organization_id, as_of, purpose, requested_by, requested_at)
            values (:id, :organization, cast(:asOf as timestamptz), :purpose, :by, cast(:at as timestamptz))
            on conflict (replay_id) do nothing
            """)
        .param("id", event.replayId().value())
        .param("organization", event.organizationId().value())
        .param("asOf", event.asOf() == null ? null : event.asOf().toString())
        .param("purpose", event.purpose())
        .param("by", event.requestedBy().value())
        .param("at", event.occurredAt().toString())
        .update();
  }

  private void cancelled(ReplayCancelled event) {
    db.sql(
            """
            update replay.job set state = 'CANCELLED', ended_at = clock_timestamp()
             where replay_id = :id and state in ('QUEUED', 'RUNNING')
            """)
        .param("id", event.replayId().value())
        .update();
  }
}
