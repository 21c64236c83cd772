package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Each figure against what the database itself says, where another would be wrong. */
class SealingMetersTest {

  private final SealedDatabase ledger = new SealedDatabase();
  private final AnchorTellers tellers = new AnchorTellers(List.of(), Duration.ofHours(1));
  private final SealingMeters meters =
      new SealingMeters(ledger.db, tellers, new AnchorHealth(tellers, Duration.ofHours(1)));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeEach
  void bind() {
    meters.bindTo(registry);
  }

  @Test
  void a_signer_that_never_said_that_it_lives_has_been_silent_for_nobody_knows_how_long() {
    meters.collect();

    assertThat(gauge("ledger.signer.silent")).isNaN();
  }

  @Test
  void a_signer_has_been_silent_since_it_last_said_that_it_lives() {
    ledger
        .superuser
        .sql(
            "insert into sealing.signer values (true, clock_timestamp() - interval '90 s', 'a key')")
        .update();
    var age = "select extract(epoch from clock_timestamp() - alive_at) from sealing.signer";

    double before = ask(age);
    meters.collect();

    assertThat(gauge("ledger.signer.silent")).isBetween(before, ask(age));
  }

  @Test
  void what_is_not_sealed_is_counted_and_the_first_of_it_tells_the_lag() {
    ledger.record("acme", 2);
    ledger.sealer.catchUp();
    ledger.record("acme", 3);
    ledger
        .superuser
        .sql(
            """
            set session_replication_role = replica;
            update events.event_position set sequenced_at = sequenced_at - position * interval '1 min';
            """)
        .update();
    var age =
        """
        select extract(epoch from clock_timestamp() - sequenced_at) from events.event_position where position = 3
        """;

    double before = ask(age);
    meters.collect();

    assertThat(gauge("ledger.sealing.unsealed")).isEqualTo(3);
    assertThat(gauge("ledger.sealing.lag")).isBetween(before, ask(age));
  }

  @Test
  void ledgers_that_are_refused_are_counted() {
    ledger
        .superuser
        .sql("insert into sealing.refusal values ('acme', 'shorter'), ('globex', 'another')")
        .update();

    meters.collect();

    assertThat(gauge("ledger.signer.refused")).isEqualTo(2);
  }

  @Test
  void what_cannot_be_asked_is_unknown_and_not_what_it_was() {
    meters.collect();
    assertThat(gauge("ledger.sealing.unsealed")).isZero();
    assertThat(gauge("ledger.anchors.failing")).isZero();
    ledger.superuser.sql("drop table sealing.refusal").update();

    assertThatThrownBy(meters::collect).isInstanceOf(DataAccessException.class);

    assertThat(gauge("ledger.sealing.unsealed")).isNaN();
    assertThat(gauge("ledger.anchors.failing")).isNaN();
  }

  private double ask(String age) {
    return ledger.superuser.sql(age).query(Double.class).single();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
