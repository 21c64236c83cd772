package dev.portalledger.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.PooledProcessorTest.Mailbox;
import dev.portalledger.eventstore.PooledProcessorTest.Sent;
import dev.portalledger.eventstore.PooledProcessorTest.Strict;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spans of a command, its event and a projection, as a collector gets them; or none. */
@ExtendWith(OutputCaptureExtension.class)
class TracesTest {

  private static final String DISPATCH = "CommandBus.dispatchCommand(Send)";
  private static final String HANDLE = "CommandBus.handleCommand(Send)";
  private static final String PUBLISH = "EventBus.publishEvent(Sent)";
  private static final String PROJECT = "StreamingEventProcessor.process(Sent)";

  private FakeCollector collector;

  @BeforeEach
  void start() throws IOException {
    collector = FakeCollector.start();
  }

  @AfterEach
  void end() {
    collector.close();
  }

  private static StartedStore store(String endpoint) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("axon.eventhandling.processors.mailbox.mode", "pooled");
    settings.put("axon.eventhandling.processors.mailbox.initial-segment-count", 1);
    settings.put("ledger.traces.endpoint", endpoint);
    settings.put("ledger.traces.service", "post-office");
    return new StartedStore(settings, Mailbox.class, Strict.class, Office.class);
  }

  @Test
  void a_command_its_event_and_the_projections_handling_are_one_trace() throws Exception {
    String metadata;
    try (var store = store(collector.address())) {
      sendAndReceive(store, "hello");
      metadata = metadata(store);
    }

    var publish = collector.span(PUBLISH);
    assertThat(trace(collector.span(HANDLE))).isEqualTo(trace(collector.span(DISPATCH)));
    assertThat(trace(publish)).isEqualTo(trace(collector.span(DISPATCH)));
    assertThat(metadata).contains("00-%s-%s-".formatted(trace(publish), id(publish)));
    assertThat(trace(collector.span(PROJECT))).isEqualTo(trace(publish));
    assertThat(collector.span(PROJECT).getParentSpanId()).isEqualTo(publish.getSpanId());
    assertThat(collector.services()).containsExactly("post-office");
  }

  @Test
  void the_projection_of_an_event_of_long_ago_is_a_trace_of_its_own_linked_to_it()
      throws Exception {
    try (var store = store(collector.address())) {
      publish(store, Instant.parse("2020-02-02T20:20:20Z"));
    }

    var publish = collector.span(PUBLISH);
    var project = collector.span(PROJECT);
    assertThat(trace(project)).isNotEqualTo(trace(publish));
    assertThat(project.getLinksList())
        .extracting(Span.Link::getSpanId)
        .containsExactly(publish.getSpanId());
  }

  private static void publish(StartedStore store, Instant when) throws InterruptedException {
    var event =
        new GenericDomainEventMessage<>(
            "Mail", "letter-1", 0, new Sent("hello"), MetaData.emptyInstance(), "an-id", when);
    store.bean(EventStore.class).publish(event);
    assertThat(store.bean(Mailbox.class).arrived.poll(60, SECONDS)).isEqualTo("hello");
  }

  @Test
  void spans_tell_types_and_ids_and_nothing_that_a_message_holds() throws Exception {
    try (var store = store(collector.address())) {
      sendAndReceive(store, "hush-payload");
      assertThatThrownBy(() -> store.send(new Send("refused")))
          .hasStackTraceContaining("hush-failure");
    }

    assertThat(collector.everything())
        .contains(Send.class.getName(), Sent.class.getName(), "letter-1")
        .contains("exception.type", HushFailure.class.getName())
        .doesNotContain("hush-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void without_an_address_nothing_is_traced_and_nothing_added_to_events(String none)
      throws Exception {
    try (var store = store(none)) {
      assertThat(store.bean(SpanFactory.class)).isSameAs(NoOpSpanFactory.INSTANCE);
      sendAndReceive(store, "hello");
      assertThat(metadata(store)).contains("hush-actor").doesNotContain("traceparent");
    }
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void an_address_that_is_none_stops_the_start_and_the_setting_is_named() {
    assertThatThrownBy(() -> store("collector:4318"))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ledger.traces.endpoint must be an address such as http://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"collector", "/v1/traces", "ftp://me:hush@c/v1", "http:///v1", "http://a b"})
  void what_is_no_web_address_is_refused_and_not_repeated(String address) {
    assertThatThrownBy(() -> new TraceSettings(address, "any"))
        .hasMessageContaining("ledger.traces.endpoint")
        .hasMessageNotContaining("hush");
  }

  @Test
  void a_collector_that_is_away_disturbs_nothing(CapturedOutput output) throws Exception {
    collector.close();
    try (var store = store(collector.address())) {
      sendAndReceive(store, "hello");
      Turning.until(() -> output.getOut().contains("takes no spans"));
    }

    assertThat(output).containsOnlyOnce("The collector of traces takes no spans");
    assertThat(output).doesNotContain("Exception").doesNotContain("ERROR");
  }

  private static void sendAndReceive(StartedStore store, String text) throws InterruptedException {
    store.send(
        GenericCommandMessage.asCommandMessage(new Send(text))
            .andMetaData(Map.of("actor", "hush-actor")));
    assertThat(store.bean(Mailbox.class).arrived.poll(60, SECONDS)).isEqualTo(text);
  }

  private static String metadata(StartedStore store) {
    return store
        .database()
        .sql("select convert_from(meta_data, 'UTF8') from events.event")
        .query(String.class)
        .single();
  }

  private static String trace(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  private static String id(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  record Send(String text) {}

  @Configuration(proxyBeanMethods = false)
  static class Office {

    @Bean
    Clerk clerk(EventStore events) {
      return new Clerk(events);
    }
  }

  static final class Clerk {

    private final EventStore events;

    Clerk(EventStore events) {
      this.events = events;
    }

    @CommandHandler
    void handle(Send send) {
      if (send.text().equals("refused")) {
        throw new HushFailure();
      }
      events.publish(
          new GenericDomainEventMessage<>(
              "Mail", "letter-1", 0, new Sent(send.text()), Map.of("actor", "hush-actor")));
    }
  }

  static final class HushFailure extends RuntimeException {

    HushFailure() {
      super("hush-failure");
    }
  }
}
