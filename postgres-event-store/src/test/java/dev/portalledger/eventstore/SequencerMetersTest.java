package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.Store.Counted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Each figure against what the database itself says, where another would be wrong. */
class SequencerMetersTest {

  private final Store store = new Store(TestServer.migratedDatabase(), Store.COUNTED);
  private final Head head = new Head();
  private final SequencerMeters meters = new SequencerMeters(store.positions, head);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeEach
  void bind() {
    meters.bindTo(registry);
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void what_is_positioned_is_what_this_node_has_heard_of() {
    head.advance(7);
    assertThat(positioned()).isEqualTo(7);

    head.advance(12);
    assertThat(positioned()).isEqualTo(12);
  }

  @Test
  void what_waits_is_counted_and_the_oldest_of_it_tells_the_lag() {
    store.append("positioned", 0, new Counted(0));
    store.sequence();
    store.appendRaw("oldest", 0, "test.counted", "1", "{\"number\":1}");
    store.append("youngest", 0, new Counted(2));

    double before = ageOfOldest();
    meters.collect();

    assertThat(gauge("ledger.sequencer.waiting")).isEqualTo(2);
    assertThat(gauge("ledger.sequencer.lag")).isBetween(before, ageOfOldest());
  }

  @Test
  void nothing_waits_once_all_have_their_position() {
    store.append("n-1", 0, new Counted(1));
    store.sequence();

    meters.collect();

    assertThat(gauge("ledger.sequencer.waiting")).isZero();
    assertThat(gauge("ledger.sequencer.lag")).isZero();
  }

  @Test
  void what_cannot_be_asked_is_unknown_and_not_what_it_was() {
    assertThat(gauge("ledger.sequencer.waiting")).as("not asked yet").isNaN();
    meters.collect();
    assertThat(gauge("ledger.sequencer.waiting")).isZero();
    store.close();

    assertThatThrownBy(meters::collect).isInstanceOf(DataAccessException.class);

    assertThat(gauge("ledger.sequencer.waiting")).isNaN();
    assertThat(gauge("ledger.sequencer.lag")).isNaN();
  }

  private double ageOfOldest() {
    return requireNonNull(
        store.db.queryForObject(
            "select extract(epoch from clock_timestamp() - min(time_stamp)) from events.event",
            Double.class));
  }

  private double positioned() {
    return registry.get("ledger.events.positioned").functionCounter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
