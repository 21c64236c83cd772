package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands in the rows can be read without this program. */
class StoredFormTest {

  private static StartedStore store;

  record Place(String name, Instant since) {}

  record Moved(Place to, List<String> luggage) {}

  private static final Moved EVENT =
      new Moved(
          new Place("Zürich", Instant.parse("2026-03-01T12:00:00Z")), List.of("a \"bag\"", "b"));

  @BeforeAll
  static void start() {
    store = new StartedStore(Types.class);
    store
        .bean(EventStore.class)
        .publish(
            new GenericDomainEventMessage<>("Person", "p-1", 0, EVENT, Map.of("actor", "s-1")));
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void an_event_is_plain_json_in_the_order_of_its_components() {
    assertThat(column("convert_from(payload, 'UTF8')"))
        .isEqualTo(
            "{\"to\":{\"name\":\"Zürich\",\"since\":\"2026-03-01T12:00:00Z\"},"
                + "\"luggage\":[\"a \\\"bag\\\"\",\"b\"]}");
    assertThat(column("payload_type || ' ' || payload_revision")).isEqualTo("person.moved 3");
  }

  @Test
  void metadata_is_plain_json() {
    assertThat(column("convert_from(meta_data, 'UTF8')")).isEqualTo("{\"actor\":\"s-1\"}");
  }

  @Test
  void what_was_stored_is_read_back_whole() {
    var read = store.bean(EventStore.class).readEvents("p-1").next();

    assertThat(read.getPayload()).isEqualTo(EVENT);
    assertThat(read.getMetaData()).containsExactly(Map.entry("actor", "s-1"));
    assertThat(read.getType()).isEqualTo("Person");
  }

  @Test
  void a_token_is_plain_json_and_is_read_back() {
    var tokens = store.bean(TokenStore.class);
    tokens.initializeTokenSegments("readers", 1, new GlobalSequenceTrackingToken(7));

    assertThat(tokens.fetchToken("readers", 0)).isEqualTo(new GlobalSequenceTrackingToken(7));
    assertThat(
            store
                .database()
                .sql("select convert_from(token, 'UTF8') from events.token_entry")
                .query(String.class)
                .single())
        .isEqualTo("{\"globalIndex\":7}");
  }

  private static String column(String expression) {
    return store
        .database()
        .sql("select %s from events.event where aggregate_identifier = 'p-1'".formatted(expression))
        .query(String.class)
        .single();
  }

  @Configuration(proxyBeanMethods = false)
  static class Types {

    @Bean
    EventTypes types() {
      return EventTypes.of(List.of(new EventType("person.moved", "3", Moved.class)));
    }
  }
}
