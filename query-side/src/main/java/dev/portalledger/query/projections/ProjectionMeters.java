package dev.portalledger.query.projections;

import static java.util.stream.Collectors.toMap;

import dev.portalledger.eventstore.LastReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How far each projection is behind what is recorded, and what it has left out. */
@Component
class ProjectionMeters implements MeterBinder {

  private record Reading(String projection, double unread, double seconds, double parked) {
    static final Reading UNKNOWN = new Reading("", Double.NaN, Double.NaN, Double.NaN);
  }

  private final Projections projections;
  private final EventProcessingConfiguration processing;
  private final JdbcClient db;
  private final LastReading<Map<String, Reading>> last = new LastReading<>(Map.of());

  ProjectionMeters(
      Projections projections, EventProcessingConfiguration processing, JdbcClient db) {
    this.projections = projections;
    this.processing = processing;
    this.db = db;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    projections.groups().forEach(group -> bind(group, registry));
  }

  private void bind(String group, MeterRegistry registry) {
    gauge("ledger.projection.unread", group, Reading::unread)
        .description("Events the projection has yet to read")
        .baseUnit("events")
        .register(registry);
    gauge("ledger.projection.lag", group, Reading::seconds)
        .description("How long the first of them has been there")
        .baseUnit("seconds")
        .register(registry);
    gauge("ledger.projection.parked", group, Reading::parked)
        .description("Events the projection could not take and has put aside")
        .baseUnit("events")
        .register(registry);
    Gauge.builder("ledger.projection.running", () -> isRunning(group) ? 1 : 0)
        .description("0 while the projection stands still on this node")
        .tag("projection", group)
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, String group, ToDoubleFunction<Reading> value) {
    return Gauge.builder(
            name, () -> value.applyAsDouble(last.now().getOrDefault(group, Reading.UNKNOWN)))
        .tag("projection", group);
  }

  private boolean isRunning(String group) {
    return processing
        .eventProcessorByProcessingGroup(group)
        .filter(processor -> processor.isRunning() && !processor.isError())
        .isPresent();
  }

  @Scheduled(fixedDelayString = "${ledger.metrics.every:PT15S}")
  void collect() {
    last.renew(this::read);
  }

  private Map<String, Reading> read() {
    return db
        .sql(
            """
            select token.projection, greatest(given.position - token.position, 0) as unread,
                   coalesce(extract(epoch from clock_timestamp() - next.sequenced_at), 0) as seconds,
                   (select count(*) from events.dead_letter_entry where processing_group = token.projection) as parked
              from (select processor_name as projection,
                           min(coalesce(cast(cast(convert_from(token, 'UTF8') as jsonb) ->> 'globalIndex' as bigint), 0))
                             as position
                      from events.token_entry group by processor_name) as token
             cross join events.sequencer as given
              left join events.event_position as next on next.position = token.position + 1
            """)
        .query(
            (row, _) ->
                new Reading(
                    row.getString("projection"),
                    row.getDouble("unread"),
                    row.getDouble("seconds"),
                    row.getDouble("parked")))
        .list()
        .stream()
        .collect(toMap(Reading::projection, reading -> reading));
  }
}
