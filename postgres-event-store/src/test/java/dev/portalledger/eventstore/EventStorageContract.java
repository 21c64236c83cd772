package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What Axon's contract of an {@link EventStorageEngine} says, and its own engine does. */
abstract class EventStorageContract {

  record Noted(String text) {}

  record Counted(int notes) {}

  record Nameless(String text) {}

  record ForeignToken(String text) implements TrackingToken {

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
      return this;
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
      return this;
    }

    @Override
    public boolean covers(@Nullable TrackingToken other) {
      return false;
    }
  }

  static final EventTypes TYPES =
      EventTypes.of(
          List.of(
              new EventType("note.noted", "1", Noted.class),
              new EventType("note.counted", "1", Counted.class)));
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** More than one page of either engine, and no multiple of it. */
  private static final int MANY = 1_234;

  EventStorageEngine engine;

  /** On a store without events. */
  abstract EventStorageEngine emptyEngine();

  abstract TransactionTemplate transaction();

  /** Whatever was recorded can be read by token after this. */
  abstract void settle();

  @BeforeEach
  void begin() {
    engine = emptyEngine();
  }

  @Test
  void what_was_appended_is_read_back_whole() {
    var id = UUID.randomUUID().toString();
    engine.appendEvents(
        new GenericDomainEventMessage<>(
            "Note", "n-1", 0, new Noted("Zürich \"1\""), Map.of("actor", "s-1"), id, NOON));

    var read = only(stream("n-1"));

    assertThat(read.getType()).isEqualTo("Note");
    assertThat(read.getAggregateIdentifier()).isEqualTo("n-1");
    assertThat(read.getSequenceNumber()).isZero();
    assertThat(read.getPayload()).isEqualTo(new Noted("Zürich \"1\""));
    assertThat(read.getPayloadType()).isEqualTo(Noted.class);
    assertThat(read.getMetaData()).containsExactly(Map.entry("actor", "s-1"));
    assertThat(read.getIdentifier()).isEqualTo(id);
    assertThat(read.getTimestamp()).isEqualTo(NOON);
  }

  @Test
  void a_stream_is_read_from_a_sequence_number_on() {
    engine.appendEvents(notes("n-1", 0, 5));

    assertThat(engine.readEvents("n-1", 3).asStream().map(DomainEventMessage::getSequenceNumber))
        .map(Long.class::cast)
        .containsExactly(3L, 4L);
    assertThat(engine.readEvents("n-1", 5).hasNext()).isFalse();
  }

  @Test
  void a_stream_that_nobody_began_is_empty() {
    assertThat(engine.readEvents("nobody").hasNext()).isFalse();
    assertThat(engine.lastSequenceNumberFor("nobody")).isEmpty();
    assertThat(engine.readSnapshot("nobody")).isEmpty();
  }

  @Test
  void the_last_sequence_number_of_a_stream_is_known() {
    engine.appendEvents(notes("n-1", 0, 5));

    assertThat(engine.lastSequenceNumberFor("n-1")).contains(4L);
  }

  @Test
  void more_events_than_a_page_holds_are_appended_and_read_in_order() {
    engine.appendEvents(notes("n-1", 0, MANY));
    settle();

    assertThat(stream("n-1")).extracting(event -> event.getSequenceNumber()).isEqualTo(upTo(MANY));
    assertThat(texts(engine.readEvents(null, false).toList())).isEqualTo(textsUpTo("n-1", MANY));
  }

  @Test
  void an_append_of_nothing_is_none() {
    engine.appendEvents(List.of());
    settle();

    assertThat(engine.readEvents(null, false)).isEmpty();
  }

  @Test
  void an_event_of_no_aggregate_is_read_by_token() {
    engine.appendEvents(GenericEventMessage.asEventMessage(new Noted("free")));
    settle();

    assertThat(texts(engine.readEvents(null, false).toList())).containsExactly("free");
  }

  @Test
  void one_append_may_be_about_several_aggregates() {
    engine.appendEvents(List.of(note("n-1", 0), note("n-2", 0), note("n-1", 1)));
    settle();

    assertThat(texts(stream("n-1"))).containsExactly("n-1 0", "n-1 1");
    assertThat(texts(stream("n-2"))).containsExactly("n-2 0");
    assertThat(texts(engine.readEvents(null, false).toList()))
        .containsExactly("n-1 0", "n-2 0", "n-1 1");
  }

  @Test
  void a_place_in_a_stream_is_taken_once_and_the_loser_leaves_nothing() {
    engine.appendEvents(notes("n-1", 0, 3));

    assertThatThrownBy(() -> engine.appendEvents(List.of(note("n-1", 2), note("n-2", 0))))
        .isInstanceOf(ConcurrencyException.class);
    assertThatThrownBy(() -> engine.appendEvents(List.of(note("n-2", 1), note("n-1", 2))))
        .isInstanceOf(ConcurrencyException.class);

    assertThat(stream("n-1")).hasSize(3);
    assertThat(stream("n-2")).isEmpty();
  }

  @Test
  void a_stream_is_begun_once() {
    engine.appendEvents(note("n-1", 0));

    assertThatThrownBy(() -> engine.appendEvents(note("n-1", 0)))
        .isInstanceOf(AggregateStreamCreationException.class)
        .hasMessageContaining("n-1");
  }

  @Test
  void a_large_append_that_loses_at_its_end_leaves_nothing_even_outside_a_transaction() {
    engine.appendEvents(note("n-2", 0));
    var many = Stream.concat(notes("n-1", 0, MANY).stream(), Stream.of(note("n-2", 0))).toList();

    assertThatThrownBy(() -> engine.appendEvents(many))
        .isInstanceOf(AggregateStreamCreationException.class);

    assertThat(stream("n-1").size()).isZero();
  }

  @Test
  void what_a_transaction_appends_goes_with_it() {
    transaction()
        .executeWithoutResult(
            status -> {
              engine.appendEvents(note("n-1", 0));
              assertThat(stream("n-1")).hasSize(1);
              status.setRollbackOnly();
            });
    settle();

    assertThat(stream("n-1")).isEmpty();
    assertThat(engine.readEvents(null, false)).isEmpty();
  }

  @Test
  void events_of_a_class_without_a_name_are_refused_and_nothing_is_stored() {
    var nameless = new GenericDomainEventMessage<>("Note", "n-1", 1, new Nameless("x"));

    assertThatThrownBy(() -> engine.appendEvents(List.of(note("n-1", 0), nameless)))
        .hasStackTraceContaining(Nameless.class.getName() + " has no name to be stored under")
        .hasStackTraceContaining("Add it to the bean of type EventTypes");
    assertThat(stream("n-1")).isEmpty();
  }

  @Test
  void reading_goes_on_behind_any_token_and_a_replay_gives_the_same() {
    engine.appendEvents(notes("n-1", 0, 4));
    engine.appendEvents(notes("n-2", 0, 3));
    settle();
    var all = engine.readEvents(null, false).toList();

    for (int i = 0; i < all.size(); i++) {
      var behind = engine.readEvents(all.get(i).trackingToken(), false).toList();
      assertThat(ids(behind)).isEqualTo(ids(all.subList(i + 1, all.size())));
      assertThat(tokens(behind)).isEqualTo(tokens(all.subList(i + 1, all.size())));
    }
    assertThat(ids(engine.readEvents(null, false).toList())).isEqualTo(ids(all));
  }

  @Test
  void the_tail_is_before_the_first_event_and_the_head_behind_the_last() {
    engine.appendEvents(notes("n-1", 0, 3));
    settle();
    var tail = engine.createTailToken();
    var head = engine.createHeadToken();
    engine.appendEvents(notes("n-2", 0, 2));
    settle();

    assertThat(engine.readEvents(tail, false)).hasSize(5);
    assertThat(texts(engine.readEvents(head, false).toList())).containsExactly("n-2 0", "n-2 1");
  }

  @Test
  void tokens_of_an_empty_store_pass_over_nothing_recorded_later() {
    var tokens =
        new TrackingToken[] {
          engine.createTailToken(), engine.createHeadToken(), engine.createTokenAt(NOON)
        };
    engine.appendEvents(notes("n-1", 0, 3));
    settle();

    assertThat(tokens).allSatisfy(token -> assertThat(engine.readEvents(token, false)).hasSize(3));
  }

  @Test
  void a_token_at_a_time_is_before_the_first_event_that_is_not_older() {
    for (int hour = 0; hour < 4; hour++) {
      engine.appendEvents(noteAt("n-1", hour, NOON.plus(Duration.ofHours(hour))));
    }
    settle();

    assertThat(since(NOON.minusSeconds(1))).isEqualTo(textsUpTo("n-1", 4));
    assertThat(since(NOON)).isEqualTo(textsUpTo("n-1", 4));
    assertThat(since(NOON.plusSeconds(1))).containsExactly("n-1 1", "n-1 2", "n-1 3");
    assertThat(since(NOON.plus(Duration.ofHours(3)))).containsExactly("n-1 3");
    assertThat(since(NOON.plus(Duration.ofHours(4)))).isEmpty();
  }

  @Test
  void a_token_at_a_time_passes_over_no_event_that_was_recorded_out_of_the_order_of_time() {
    engine.appendEvents(noteAt("n-1", 0, NOON));
    engine.appendEvents(noteAt("n-1", 1, NOON.plusSeconds(60)));
    engine.appendEvents(noteAt("n-1", 2, NOON.plusSeconds(30)));
    settle();

    assertThat(since(NOON.plusSeconds(45))).containsExactly("n-1 1", "n-1 2");
  }

  @Test
  void a_token_of_another_kind_is_refused() {
    engine.appendEvents(note("n-1", 0));
    settle();

    assertThatThrownBy(() -> engine.readEvents(new ForeignToken("elsewhere"), false).toList())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("elsewhere");
  }

  @Test
  void the_newest_snapshot_is_read() {
    engine.storeSnapshot(snapshot("n-1", 9, new Counted(10)));
    assertThat(counted("n-1")).isEqualTo(new Counted(10));

    engine.storeSnapshot(snapshot("n-1", 19, new Counted(20)));
    assertThat(counted("n-1")).isEqualTo(new Counted(20));

    engine.storeSnapshot(snapshot("n-1", 14, new Counted(15)));
    assertThat(counted("n-1")).isEqualTo(new Counted(20));
    assertThat(engine.readSnapshot("n-2")).isEmpty();
  }

  @Test
  void a_snapshot_stands_at_the_place_of_its_last_event() {
    engine.storeSnapshot(snapshot("n-1", 9, new Counted(10)));

    var read = engine.readSnapshot("n-1").orElseThrow();

    assertThat(read.getAggregateIdentifier()).isEqualTo("n-1");
    assertThat(read.getSequenceNumber()).isEqualTo(9);
    assertThat(read.getType()).isEqualTo("Note");
    assertThat(read.getTimestamp()).isEqualTo(NOON);
  }

  @Test
  void a_snapshot_of_a_class_without_a_name_is_refused() {
    assertThatThrownBy(() -> engine.storeSnapshot(snapshot("n-1", 0, new Nameless("x"))))
        .hasStackTraceContaining("has no name to be stored under");
    assertThat(engine.readSnapshot("n-1")).isEmpty();
  }

  List<? extends DomainEventMessage<?>> stream(String aggregate) {
    return engine.readEvents(aggregate).asStream().toList();
  }

  private List<String> since(Instant time) {
    return texts(engine.readEvents(engine.createTokenAt(time), false).toList());
  }

  private Object counted(String aggregate) {
    return engine.readSnapshot(aggregate).orElseThrow().getPayload();
  }

  static DomainEventMessage<?> note(String aggregate, long sequence) {
    return noteAt(aggregate, sequence, NOON);
  }

  static DomainEventMessage<?> noteAt(String aggregate, long sequence, Instant time) {
    return message(aggregate, sequence, new Noted(aggregate + " " + sequence), time);
  }

  static DomainEventMessage<?> snapshot(String aggregate, long sequence, Object state) {
    return message(aggregate, sequence, state, NOON);
  }

  private static DomainEventMessage<?> message(
      String aggregate, long sequence, Object payload, Instant time) {
    return new GenericDomainEventMessage<>(
        "Note", aggregate, sequence, payload, Map.of(), UUID.randomUUID().toString(), time);
  }

  static List<? extends DomainEventMessage<?>> notes(String aggregate, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> note(aggregate, i)).toList();
  }

  private static List<Long> upTo(int end) {
    return IntStream.range(0, end).mapToObj(Long::valueOf).toList();
  }

  private static List<String> textsUpTo(String aggregate, int end) {
    return IntStream.range(0, end).mapToObj(i -> aggregate + " " + i).toList();
  }

  static List<String> texts(List<? extends EventMessage<?>> events) {
    return events.stream().map(event -> ((Noted) event.getPayload()).text()).toList();
  }

  private static List<String> ids(List<? extends EventMessage<?>> events) {
    return events.stream().map(event -> event.getIdentifier()).toList();
  }

  private static List<TrackingToken> tokens(List<? extends TrackedEventMessage<?>> events) {
    return events.stream().map(event -> event.trackingToken()).toList();
  }

  static <T> T only(List<T> several) {
    assertThat(several).hasSize(1);
    return several.getFirst();
  }
}
