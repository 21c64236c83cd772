package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sixteen writers that pause in the middle of their transactions and take 1 in 20 back, four
 * readers of a segment each, two nodes that give positions and a third that does so all the time,
 * and somebody who ends the sequencers' sessions again and again. Every committed event must reach
 * its reader exactly once, in one order, and positions must have no hole.
 */
class HammerTest {

  private static final int SEEDS = 20;
  private static final int WRITERS = 16;
  private static final int TRANSACTIONS_EACH = 60;
  private static final int READERS = 4;
  private static final int KILLS = 10;

  static IntStream seeds() {
    return IntStream.rangeClosed(1, SEEDS);
  }

  private final Store store = new Store(TestServer.migratedDatabase(), Store.COUNTED);
  private final Set<String> committed = ConcurrentHashMap.newKeySet();

  private record Delivered(long position, String id) {}

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("R24: sequencers killed and several at once: no hole, no index twice, one order")
  void every_committed_event_reaches_its_reader_exactly_once_and_in_one_order(int seed)
      throws Exception {
    var nodes =
        List.of(new EventNode(store.sessions(), true), new EventNode(store.sessions(), true));
    nodes.forEach(EventNode::start);
    var threads = Executors.newCachedThreadPool();
    var readers = readers(nodes);
    try {
      var reading = readers.stream().map(reader -> threads.submit(reader::read)).toList();
      var stepping = new CountDownLatch(1);
      var third = threads.submit(() -> stepUntil(stepping));
      var killing = threads.submit(() -> kill(new Random(seed)));
      write(threads, nodes, seed);
      killing.get();
      stepping.countDown();
      third.get();
      long last = store.sequenceWhatCanBe();
      readers.forEach(reader -> reader.end(last));
      for (var reader : reading) {
        reader.get(60, TimeUnit.SECONDS);
      }
    } finally {
      nodes.forEach(EventNode::stop);
      threads.shutdownNow();
    }
    assertAllDeliveredOnceInOrder(readers);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void write(ExecutorService threads, List<EventNode> nodes, int seed) throws Exception {
    var writing = new ArrayList<Future<?>>();
    for (int writer = 0; writer < WRITERS; writer++) {
      var random = new Random(seed * 1_000L + writer);
      var node = nodes.get(writer % nodes.size());
      String stream = "stream-" + writer;
      writing.add(threads.submit(() -> write(stream, node, random)));
    }
    for (var writer : writing) {
      writer.get();
    }
  }

  private void write(String stream, EventNode node, Random random) {
    long sequence = 0;
    for (int i = 0; i < TRANSACTIONS_EACH; i++) {
      boolean takenBack = random.nextInt(20) == 0;
      var ids = transaction(stream, sequence, takenBack, random);
      if (!takenBack) {
        committed.addAll(ids);
        sequence += ids.size();
        if (random.nextInt(3) > 0) { // of the others nobody is told
          node.committed();
        }
      }
    }
  }

  private List<String> transaction(String stream, long first, boolean takenBack, Random random) {
    var ids = new ArrayList<String>();
    var begun = random.nextBoolean() ? store.transaction : store.otherTransaction;
    begun.executeWithoutResult(
        status -> {
          for (int i = 0, events = 1 + random.nextInt(3); i < events; i++) {
            var event =
                new GenericDomainEventMessage<>(
                    "Test", stream, first + i, new Store.Counted(first + i));
            store.engine.appendEvents(event);
            ids.add(event.getIdentifier());
            pause(random);
          }
          if (takenBack) {
            status.setRollbackOnly();
          }
        });
    return ids;
  }

  /** Holding the transaction open, so that later ones overtake it. */
  private void pause(Random random) {
    if (random.nextInt(8) == 0) {
      store.db.queryForList("select pg_sleep(?)", random.nextInt(40) / 1_000.0);
    }
  }

  private void stepUntil(CountDownLatch end) {
    while (end.getCount() > 0) {
      store.sequenceWhatCanBe();
    }
  }

  /** As when a sequencing node is killed: its session ends in the middle of whatever it does. */
  private void kill(Random random) {
    for (int i = 0; i < KILLS; i++) {
      store.db.queryForList("select pg_sleep(?)", 0.02 + random.nextInt(150) / 1_000.0);
      store.db.queryForList(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
           where application_name = 'event-sequencer' and datname = current_database()
          """);
    }
  }

  private List<Reader> readers(List<EventNode> nodes) {
    var segments = Segment.splitBalanced(Segment.ROOT_SEGMENT, READERS - 1);
    return IntStream.range(0, READERS)
        .mapToObj(i -> new Reader(segments.get(i), nodes.get(i % nodes.size()).head()))
        .toList();
  }

  private void assertAllDeliveredOnceInOrder(List<Reader> readers) {
    var delivered =
        readers.stream().flatMap(reader -> reader.delivered.stream()).map(Delivered::id).toList();
    assertThat(delivered).doesNotHaveDuplicates();
    assertThat(new HashSet<>(delivered)).isEqualTo(committed);
    readers.forEach(
        reader -> assertThat(reader.delivered).extracting(Delivered::position).isSorted());
    assertThat(inOneOrder(readers)).isEqualTo(storedOrder());
    assertThat(
            store.db.queryForList(
                "select position from events.event_position order by 1", Long.class))
        .isEqualTo(IntStream.rangeClosed(1, committed.size()).mapToObj(Long::valueOf).toList());
  }

  private static List<String> inOneOrder(List<Reader> readers) {
    return readers.stream()
        .flatMap(reader -> reader.delivered.stream())
        .sorted(Comparator.comparing(Delivered::position))
        .map(Delivered::id)
        .toList();
  }

  private List<String> storedOrder() {
    return store.db.queryForList(
        "select event_identifier from events.event order by txid, global_index", String.class);
  }

  /** Takes every event of its segment, as a projection does. */
  private final class Reader {

    private final Segment segment;
    private final PositionStream stream;
    private final Queue<Delivered> delivered = new ConcurrentLinkedQueue<>();
    private volatile long end = Long.MAX_VALUE;
    private long seen;

    private Reader(Segment segment, Head head) {
      this.segment = segment;
      this.stream = new PositionStream(store.engine::after, 0, head, _ -> {});
    }

    private void end(long position) {
      end = position;
    }

    private @Nullable Void read() throws InterruptedException {
      while (seen < end) {
        if (stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)) {
          take(stream.nextAvailable());
        }
      }
      return null;
    }

    private void take(TrackedEventMessage<?> event) {
      long position = event.trackingToken().position().orElseThrow();
      assertThat(position).isEqualTo(seen + 1);
      seen = position;
      if (segment.matches(((DomainEventMessage<?>) event).getAggregateIdentifier())) {
        delivered.add(new Delivered(position, event.getIdentifier()));
      }
    }
  }
}
