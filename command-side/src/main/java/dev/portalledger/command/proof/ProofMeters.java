package dev.portalledger.command.proof;

import dev.portalledger.eventstore.LastReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many connections HubSpot has not confirmed in time, and whether its word is doubted. */
@Component
class ProofMeters implements MeterBinder {

  private record Reading(double live, double unproven, double open, double held) {
    static final Reading UNKNOWN = new Reading(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  private final JdbcClient db;
  private final ProofSettings settings;
  private final LastReading<Reading> last = new LastReading<>(Reading.UNKNOWN);

  ProofMeters(JdbcClient db, ProofSettings settings) {
    this.db = db;
    this.settings = settings;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("ledger.connections.live", () -> last.now().live())
        .description("Connections that are asked about")
        .register(registry);
    Gauge.builder("ledger.connections.unproven", () -> last.now().unproven())
        .description("Of them, those HubSpot has not confirmed for longer than it should take")
        .register(registry);
    Gauge.builder("ledger.guard.open", () -> last.now().open())
        .description("1 while HubSpot is doubted and nothing ends on its word")
        .register(registry);
    Gauge.builder("ledger.guard.held", () -> last.now().held())
        .description("Connections that HubSpot calls dead and that are kept all the same")
        .register(registry);
  }

  @Scheduled(fixedDelayString = "${ledger.metrics.every:PT15S}")
  void collect() {
    last.renew(this::read);
  }

  private Reading read() {
    return db.sql(
            """
            select live, unproven, held, (guard.open_since is not null)::integer as open
              from command.ending_guard as guard,
                   (select count(*) as live,
                           count(*) filter (where proven_at < clock_timestamp() - make_interval(secs => :every))
                             as unproven,
                           count(held_since) as held
                      from proof.connection where state = 'LIVE') as connections
            """)
        .param("every", settings.every().toSeconds())
        .query(
            (row, _) ->
                new Reading(
                    row.getDouble("live"),
                    row.getDouble("unproven"),
                    row.getDouble("open"),
                    row.getDouble("held")))
        .single();
  }
}
