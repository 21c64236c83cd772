package dev.portalledger.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.PooledProcessorTest.Mailbox;
import dev.portalledger.eventstore.PooledProcessorTest.Sent;
import dev.portalledger.eventstore.PooledProcessorTest.Strict;
import dev.portalledger.eventstore.axonserver.FakeAxonServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;

/** Applications that are told to keep their events at Axon Server: one setting, two nodes. */
class AxonServerApplicationTest {

  private final FakeAxonServer server = FakeAxonServer.start();
  private final String database = TestServer.freshDatabase();

  @AfterEach
  void end() {
    server.close();
  }

  private StartedStore start(String node, Class<?>... more) {
    var settings = new HashMap<String, Object>(MAILBOX);
    settings.put("ledger.event-store", "axon-server");
    settings.put("axon.axonserver.enabled", "true");
    settings.put("axon.axonserver.servers", server.address());
    settings.put("node.name", node);
    settings.put("axon.axonserver.client-id", node);
    var configurations = Stream.concat(Stream.of(Strict.class), Stream.of(more));
    return new StartedStore(database, settings, configurations.toArray(Class<?>[]::new));
  }

  private static final Map<String, Object> MAILBOX =
      Map.of(
          "axon.eventhandling.processors.mailbox.mode", "pooled",
          "axon.eventhandling.processors.mailbox.initial-segment-count", 1,
          "axon.eventhandling.processors.mailbox.dlq.enabled", "true");

  @Test
  void events_go_there_and_come_back_to_a_projection_through_the_copy() throws Exception {
    try (var store = start("one", Mailbox.class, Owned.class)) {
      store
          .bean(EventStore.class)
          .publish(
              new GenericDomainEventMessage<>(
                  "Mail", "letter", 0, new Sent("hello"), Map.of("owner", "anna")));

      assertThat(store.bean(Mailbox.class).arrived.poll(60, SECONDS)).isEqualTo("hello");
      assertThat(server.events()).hasSize(1);
      assertThat(
              store
                  .database()
                  .sql("select tenant || ' ' || convert_from(meta_data, 'UTF8') from events.event")
                  .query(String.class)
                  .single())
          .isEqualTo("anna {\"owner\":\"anna\"}");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Owned {

    @Bean
    Tenants tenants() {
      return new Tenants("owner");
    }
  }

  @Test
  void a_command_is_decided_by_one_node_for_each_key_whoever_was_asked() {
    try (var one = start("one", Post.class);
        var two = start("two", Post.class)) {
      assertThat(one.bean(CommandBus.class)).isInstanceOf(AxonServerCommandBus.class);
      Turning.until(() -> Set.copyOf(deciders(one).values()).equals(Set.of("one", "two")));

      assertThat(deciders(two)).isEqualTo(deciders(one));
    }
  }

  private static Map<String, String> deciders(StartedStore asked) {
    return Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
        .collect(Collectors.toMap(key -> key, key -> decide(asked, key)));
  }

  private static String decide(StartedStore node, String key) {
    return node.bean(CommandGateway.class).sendAndWait(new Ask(key));
  }

  @Test
  void a_node_that_would_record_here_beside_it_does_not_start() throws Exception {
    try (var store = start("one", Mailbox.class)) {
      send(store, "hello");
      assertThat(store.bean(Mailbox.class).arrived.poll(60, SECONDS)).isEqualTo("hello");
    }

    assertThatThrownBy(() -> new StartedStore(database, Map.of(), Strict.class))
        .rootCause()
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("set ledger.event-store=axon-server");
  }

  @Test
  void a_node_that_starts_while_the_server_is_away_records_nothing_and_works_when_it_is_back()
      throws Exception {
    server.stop();
    try (var store = start("one", Mailbox.class)) {
      assertThatThrownBy(() -> send(store, "too-early"))
          .isInstanceOf(DataAccessResourceFailureException.class)
          .hasMessageContaining("Look whether it runs, and at axon.axonserver.servers");

      server.startAgain();

      Turning.until(() -> isSent(store, "letter"));
      assertThat(store.bean(Mailbox.class).arrived.poll(60, SECONDS)).isEqualTo("letter");
    }
  }

  private static void send(StartedStore store, String stream) {
    store
        .bean(EventStore.class)
        .publish(new GenericDomainEventMessage<>("Mail", stream, 0, new Sent(stream)));
  }

  private static boolean isSent(StartedStore store, String stream) {
    try {
      send(store, stream);
      return true;
    } catch (DataAccessResourceFailureException _) {
      return false;
    }
  }

  record Ask(@RoutingKey String key) {}

  @Configuration(proxyBeanMethods = false)
  static class Post {

    @Bean
    Answering answering(@Value("${node.name}") String node) {
      return new Answering(node);
    }
  }

  static final class Answering {

    private final String node;

    Answering(String node) {
      this.node = node;
    }

    @CommandHandler
    String handle(Ask ask) {
      return node;
    }
  }
}
