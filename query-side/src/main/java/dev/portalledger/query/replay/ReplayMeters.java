package dev.portalledger.query.replay;

import dev.portalledger.eventstore.LastReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many replays are under way and how many wait, of all organizations together. */
@Component
class ReplayMeters implements MeterBinder {

  private record Reading(double queued, double running) {
    static final Reading UNKNOWN = new Reading(Double.NaN, Double.NaN);
  }

  private final JdbcClient db;
  private final LastReading<Reading> last = new LastReading<>(Reading.UNKNOWN);

  ReplayMeters(JdbcClient db) {
    this.db = db;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("ledger.replays", () -> last.now().queued())
        .description("Replays under way")
        .tag("state", "queued")
        .register(registry);
    Gauge.builder("ledger.replays", () -> last.now().running())
        .description("Replays under way")
        .tag("state", "running")
        .register(registry);
  }

  @Scheduled(fixedDelayString = "${ledger.metrics.every:PT15S}")
  void collect() {
    last.renew(this::read);
  }

  private Reading read() {
    return db.sql(
            """
            select count(*) filter (where state = 'QUEUED') as queued,
                   count(*) filter (where state = 'RUNNING') as running
              from replay.job where state in ('QUEUED', 'RUNNING')
            """)
        .query((row, _) -> new Reading(row.getDouble("queued"), row.getDouble("running")))
        .single();
  }
}
