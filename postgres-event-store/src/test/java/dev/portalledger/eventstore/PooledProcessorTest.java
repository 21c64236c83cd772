package dev.portalledger.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A pooled processor on tables of this module: events arrive, what cannot be handled is parked. */
class PooledProcessorTest {

  private static StartedStore store;

  @BeforeAll
  static void start() {
    store =
        new StartedStore(
            Map.of(
                "axon.eventhandling.processors.mailbox.mode",
                "pooled",
                // one after the other, each in a transaction of its own
                "axon.eventhandling.processors.mailbox.initial-segment-count",
                1,
                "axon.eventhandling.processors.mailbox.batch-size",
                1,
                "axon.eventhandling.processors.mailbox.dlq.enabled",
                "true"),
            Mailbox.class,
            Strict.class);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void handles_what_is_committed_and_parks_what_it_cannot() throws Exception {
    var mailbox = store.bean(Mailbox.class);

    record("letter", "hello");
    assertThat(mailbox.arrived.poll(30, SECONDS)).isEqualTo("hello");

    record("bomb", "poison");
    record("postcard", "still here");
    assertThat(mailbox.arrived.poll(30, SECONDS)).isEqualTo("still here");
    assertThat(parked()).isEqualTo("{\"text\":\"poison\"}");
  }

  private static String parked() {
    return store
        .database()
        .sql(
            """
            select convert_from(payload, 'UTF8') from events.dead_letter_entry
             where processing_group = 'mailbox'
            """)
        .query(String.class)
        .single();
  }

  private static void record(String stream, String text) {
    store
        .bean(EventStore.class)
        .publish(new GenericDomainEventMessage<>("Mail", stream, 0, new Sent(text)));
  }

  record Sent(String text) {}

  /** Axon's own default logs a failure and goes on: nothing would ever be parked. */
  @Configuration(proxyBeanMethods = false)
  static class Strict {

    @Bean
    EventTypes types() {
      return EventTypes.of(List.of(new EventType("mail.sent", "1", Sent.class)));
    }

    @Bean
    ConfigurerModule failuresAreNotSwallowed() {
      return axon ->
          axon.eventProcessing()
              .registerListenerInvocationErrorHandler(
                  "mailbox", _ -> PropagatingErrorHandler.instance());
    }
  }

  @ProcessingGroup("mailbox")
  static class Mailbox {

    final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

    @EventHandler
    void on(Sent sent) {
      if (sent.text().equals("poison")) {
        throw new IllegalStateException("cannot be handled");
      }
      arrived.add(sent.text());
    }
  }
}
