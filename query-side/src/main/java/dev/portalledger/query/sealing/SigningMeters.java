package dev.portalledger.query.sealing;

import dev.portalledger.eventstore.LastReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far signing is behind, as the database has it. Query sides tell it, and a signer in a process
 * of its own does, under the same names.
 */
final class SigningMeters implements MeterBinder {

  /** A signer that stands still leaves those unsigned that grew last. */
  private static final int LEDGERS = 1_000;

  /**
   * One look.
   *
   * @param age seconds since the last checkpoint; unknown if there is none
   * @param silent seconds since a signer last said that it lives; unknown if none ever did
   */
  record Reading(double unsigned, double age, double silent) {
    static final Reading UNKNOWN = new Reading(Double.NaN, Double.NaN, Double.NaN);
  }

  private final LastReading<Reading> last = new LastReading<>(Reading.UNKNOWN);

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("ledger.signer.unsigned", Reading::unsigned)
        .description(
            "Events that are sealed and under no checkpoint, in the 1,000 ledgers that grew last"
                + " and are not refused")
        .baseUnit("events")
        .register(registry);
    gauge("ledger.signer.checkpoint.age", Reading::age)
        .description("How long ago the last checkpoint was signed")
        .baseUnit("seconds")
        .register(registry);
    gauge("ledger.signer.silent", Reading::silent)
        .description("How long no signer has said that it lives")
        .baseUnit("seconds")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Reading> value) {
    return Gauge.builder(name, () -> value.applyAsDouble(last.now()));
  }

  void renew(Supplier<Reading> reading) {
    last.renew(reading);
  }

  /** As whoever may read trees and checkpoints. */
  static Reading read(JdbcClient db) {
    return db.sql(
            """
            select (select coalesce(sum(tree.size - coalesce(signed.size, 0)), 0)
                      from (select organization, size from sealing.tree as grown
                             where not exists (select from sealing.refusal
                                                where refusal.organization = grown.organization)
                             order by position desc limit :ledgers) as tree
                      left join lateral (
                           select size from sealing.checkpoint as c where c.organization = tree.organization
                            order by epoch desc, size desc limit 1) as signed on true) as unsigned,
                   (select extract(epoch from clock_timestamp() - signed_at)::double precision
                      from sealing.checkpoint order by number desc limit 1) as age,
                   (select extract(epoch from clock_timestamp() - alive_at)::double precision
                      from sealing.signer) as silent
            """)
        .param("ledgers", LEDGERS)
        .query(
            (row, _) ->
                new Reading(
                    row.getDouble("unsigned"),
                    orUnknown(row.getObject("age", Double.class)),
                    orUnknown(row.getObject("silent", Double.class))))
        .single();
  }

  private static double orUnknown(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
