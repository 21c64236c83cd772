package dev.portalledger.query.replay.rebuild;

import static java.util.stream.Collectors.toMap;

import dev.portalledger.eventstore.LastReading;
import dev.portalledger.query.projections.ReadModels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whether a view is being read anew, and how it compared with the events when last checked. */
@Component
class RebuildMeters implements MeterBinder {

  /**
   * One view.
   *
   * @param differing rows, by the last check that was carried through; unknown before the first
   * @param checked seconds since that one
   */
  private record Reading(String model, double rebuilding, double differing, double checked) {
    static final Reading UNKNOWN = new Reading("", Double.NaN, Double.NaN, Double.NaN);
  }

  private final JdbcClient db;
  private final ReadModels models;
  private final LastReading<Map<String, Reading>> last = new LastReading<>(Map.of());

  RebuildMeters(JdbcClient db, ReadModels models) {
    this.db = db;
    this.models = models;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    models.all().forEach(model -> bind(model.name(), registry));
  }

  private void bind(String model, MeterRegistry registry) {
    gauge("ledger.view.rebuilding", model, Reading::rebuilding)
        .description("1 while the view is read anew or waits for it")
        .register(registry);
    gauge("ledger.view.differing", model, Reading::differing)
        .description("Rows the last self-check found different from what the events give")
        .baseUnit("rows")
        .register(registry);
    gauge("ledger.view.checked", model, Reading::checked)
        .description("How long ago the last self-check ended")
        .baseUnit("seconds")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, String model, ToDoubleFunction<Reading> value) {
    return Gauge.builder(
            name, () -> value.applyAsDouble(last.now().getOrDefault(model, Reading.UNKNOWN)))
        .tag("view", model);
  }

  @Scheduled(fixedDelayString = "${ledger.metrics.every:PT15S}")
  void collect() {
    last.renew(this::read);
  }

  private Map<String, Reading> read() {
    return models.all().stream()
        .map(model -> read(model.name()))
        .collect(toMap(Reading::model, reading -> reading));
  }

  private Reading read(String model) {
    return db.sql(
            """
            select (select count(*) from replay.rebuild
                     where read_model = :model and kind = 'REBUILD' and state in ('QUEUED', 'RUNNING')) as rebuilding,
                   cast(last.differing as double precision) as differing,
                   cast(extract(epoch from clock_timestamp() - last.ended_at) as double precision) as checked
              from (values (1)) as one
              left join lateral (
                   select differing, ended_at from replay.rebuild
                    where read_model = :model and kind = 'CHECK' and state = 'DONE'
                    order by number desc limit 1) as last on true
            """)
        .param("model", model)
        .query(
            (row, _) ->
                new Reading(
                    model,
                    row.getDouble("rebuilding"),
                    orUnknown(row.getObject("differing", Double.class)),
                    orUnknown(row.getObject("checked", Double.class))))
        .single();
  }

  private static double orUnknown(@Nullable Double value) {
    return Objects.requireNonNullElse(value, Double.NaN);
  }
}
