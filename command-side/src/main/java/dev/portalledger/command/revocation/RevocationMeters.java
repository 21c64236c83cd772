package dev.portalledger.command.revocation;

import dev.portalledger.eventstore.LastReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many grants HubSpot has yet to end, and since when the first of them waits. */
@Component
class RevocationMeters implements MeterBinder {

  private record Reading(double pending, double oldest) {
    static final Reading UNKNOWN = new Reading(Double.NaN, Double.NaN);
  }

  private final JdbcClient db;
  private final LastReading<Reading> last = new LastReading<>(Reading.UNKNOWN);

  RevocationMeters(JdbcClient db) {
    this.db = db;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("ledger.revocations.pending", () -> last.now().pending())
        .description("Grants that are ended here and not yet at HubSpot")
        .register(registry);
    Gauge.builder("ledger.revocations.oldest", () -> last.now().oldest())
        .description("How long the oldest of them has been pending")
        .baseUnit("seconds")
        .register(registry);
  }

  @Scheduled(fixedDelayString = "${ledger.metrics.every:PT15S}")
  void collect() {
    last.renew(this::read);
  }

  private Reading read() {
    return db.sql(
            """
            select count(*) as pending,
                   coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0) as oldest
              from command.revocation where status = 'PENDING'
            """)
        .query((row, _) -> new Reading(row.getDouble("pending"), row.getDouble("oldest")))
        .single();
  }
}
