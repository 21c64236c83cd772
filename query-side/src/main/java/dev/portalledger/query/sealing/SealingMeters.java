package dev.portalledger.query.sealing;

import dev.portalledger.eventstore.LastReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How far sealing is behind, whether everything is signed, and whether others know of it. */
@Component
class SealingMeters implements MeterBinder {

  /**
   * One look.
   *
   * @param untold places outside that do not know the anchors they should
   */
  private record Reading(double unsealed, double lag, double refused, double untold) {
    static final Reading UNKNOWN = new Reading(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  private final JdbcClient db;
  private final AnchorTellers tellers;
  private final AnchorHealth anchors;
  private final SigningMeters signing = new SigningMeters();
  private final LastReading<Reading> last = new LastReading<>(Reading.UNKNOWN);

  SealingMeters(JdbcClient db, AnchorTellers tellers, AnchorHealth anchors) {
    this.db = db;
    this.tellers = tellers;
    this.anchors = anchors;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("ledger.sealing.unsealed", Reading::unsealed)
        .description("Events that have a position and are not sealed")
        .baseUnit("events")
        .register(registry);
    gauge("ledger.sealing.lag", Reading::lag)
        .description("How long the first of them has been there")
        .baseUnit("seconds")
        .register(registry);
    gauge("ledger.signer.refused", Reading::refused)
        .description("Ledgers that are not signed any more, since they are not what was signed")
        .register(registry);
    signing.bindTo(registry);
    // Which places they are, the health says: a name may be an address.
    Gauge.builder("ledger.anchors.places", () -> tellers.all().size())
        .description("Places outside that are told anchors")
        .register(registry);
    gauge("ledger.anchors.failing", Reading::untold)
        .description("Places outside that do not know the anchors they should")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Reading> value) {
    return Gauge.builder(name, () -> value.applyAsDouble(last.now()));
  }

  @Scheduled(fixedDelayString = "${ledger.metrics.every:PT15S}")
  void collect() {
    try {
      last.renew(this::read);
    } finally {
      signing.renew(() -> SigningMeters.read(db));
    }
  }

  private Reading read() {
    double untold = anchors.untold();
    return db.sql(
            """
            select greatest(given.position - sealed.position, 0) as unsealed,
                   coalesce(extract(epoch from clock_timestamp() - next.sequenced_at), 0) as lag,
                   (select count(*) from sealing.refusal) as refused
              from events.sequencer as given cross join sealing.sealer as sealed
              left join events.event_position as next on next.position = sealed.position + 1
            """)
        .query(
            (row, _) ->
                new Reading(
                    row.getDouble("unsealed"),
                    row.getDouble("lag"),
                    row.getDouble("refused"),
                    untold))
        .single();
  }
}
