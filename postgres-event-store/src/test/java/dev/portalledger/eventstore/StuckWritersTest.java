package dev.portalledger.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.List;
import java.util.Map;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A writer that hangs is ended by the database, whatever its program does. */
class StuckWritersTest {

  @Test
  void every_transaction_of_the_pool_is_bounded_unless_said_otherwise() {
    assertThat(sessionsBeginWith(Map.of()))
        .isEqualTo(
            "set transaction_timeout = 10000; set lock_timeout = 5000;"
                + " set idle_in_transaction_session_timeout = 5000");
  }

  @Test
  void every_bound_has_the_documented_name() {
    assertThat(
            sessionsBeginWith(
                Map.of(
                    "ledger.events.transaction-timeout", "1m",
                    "ledger.events.lock-timeout", "2s",
                    "ledger.events.idle-timeout", "1500ms")))
        .isEqualTo(
            "set transaction_timeout = 60000; set lock_timeout = 2000;"
                + " set idle_in_transaction_session_timeout = 1500");
  }

  @Test
  void a_statement_that_somebody_gave_the_pool_is_left_alone() {
    assertThat(
            sessionsBeginWith(Map.of("spring.datasource.hikari.connection-init-sql", "select 1")))
        .isEqualTo("select 1");
  }

  @ParameterizedTest
  @CsvSource({
    "transaction-timeout, 0",
    "transaction-timeout, 11m",
    "lock-timeout, -1s",
    "idle-timeout, for ever",
    "idle-timeout, ''"
  })
  void no_bound_or_nonsense_stops_the_start_and_names_the_setting(String name, String value) {
    assertThatThrownBy(() -> sessionsBeginWith(Map.of("ledger.events." + name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ledger.events." + name)
        .hasMessageEndingWith("it is " + value);
  }

  private static String sessionsBeginWith(Map<String, Object> settings) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    new StuckWriters().postProcessEnvironment(environment, new SpringApplication());
    return environment.getRequiredProperty("spring.datasource.hikari.connection-init-sql");
  }

  /** Both know how to get stuck: at work in the database, and idle in the program. */
  @ParameterizedTest
  @ValueSource(strings = {"transaction-timeout", "idle-timeout"})
  void a_stuck_writer_leaves_nothing_and_others_are_read_without_it(String bound) throws Exception {
    try (var store = new StartedStore(Map.of("ledger.events." + bound, "700ms"), Types.class)) {
      var events = store.bean(EventStore.class);
      try (var stream = events.openStream(null)) {
        assertThatThrownBy(
                () ->
                    store
                        .bean(TransactionTemplate.class)
                        .executeWithoutResult(_ -> getStuck(store, events, bound)))
            .isInstanceOf(RuntimeException.class);

        assertThat(next(stream)).isEqualTo(new Sent("the other's"));
      }
      assertThat(events.readEvents("stuck").hasNext()).isFalse();
      assertThat(events.readEvents("other").next().getPayload()).isEqualTo(new Sent("the other's"));
    }
  }

  private static void getStuck(StartedStore store, EventStore events, String bound) {
    events.publish(event("stuck", "never"));
    assertThat(events.readEvents("stuck").hasNext()).as("sent, by asking for it").isTrue();
    commitBesides(store, events);
    var database = store.bean(JdbcTemplate.class);
    if (bound.equals("transaction-timeout")) {
      database.execute("select pg_sleep(60)");
    } else {
      // The program is busy elsewhere for longer than its transaction may be idle.
      store.database().sql("select pg_sleep(1.5)").query().listOfRows();
      database.execute("select 1");
    }
  }

  private static void commitBesides(StartedStore store, EventStore events) {
    var besides = new TransactionTemplate(store.bean(PlatformTransactionManager.class));
    besides.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    besides.executeWithoutResult(_ -> events.publish(event("other", "the other's")));
  }

  private static Object next(BlockingStream<TrackedEventMessage<?>> stream)
      throws InterruptedException {
    assertThat(stream.hasNextAvailable(30, SECONDS)).isTrue();
    return stream.nextAvailable().getPayload();
  }

  private static GenericDomainEventMessage<Sent> event(String stream, String text) {
    return new GenericDomainEventMessage<>("Mail", stream, 0, new Sent(text));
  }

  record Sent(String text) {}

  @Configuration(proxyBeanMethods = false)
  static class Types {

    @Bean
    EventTypes types() {
      return EventTypes.of(List.of(new EventType("mail.sent", "1", Sent.class)));
    }
  }
}
