package dev.portalledger.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotifyingEventStoreTest {

  private final NotifyingEventStore store =
      new NotifyingEventStore(new InMemoryEventStorageEngine());

  @AfterEach
  void stop() {
    store.shutDown();
  }

  /** Counts what its own thread does only: the tick for other nodes' commits has another. */
  private static final class Reader {

    private final Thread writer = Thread.currentThread();
    private final AtomicInteger woken = new AtomicInteger();

    void wake() {
      if (Thread.currentThread() == writer) {
        woken.incrementAndGet();
      }
    }
  }

  @Test
  void a_reader_is_woken_by_the_commit_and_not_before() {
    var reader = new Reader();
    assertThat(store.openStream(null).setOnAvailableCallback(reader::wake)).isTrue();
    var unit = DefaultUnitOfWork.startAndGet(null);

    store.publish(event());
    assertThat(reader.woken).hasValue(0);

    unit.commit();
    assertThat(reader.woken).hasValue(1);
  }

  @Test
  void a_woken_reader_finds_the_event() {
    var stream = store.openStream(null);
    var found = new CopyOnWriteArrayList<Boolean>();
    var writer = Thread.currentThread();
    stream.setOnAvailableCallback(
        () -> {
          if (Thread.currentThread() == writer) {
            found.add(stream.peek().isPresent());
          }
        });

    store.publish(event());

    assertThat(found).containsExactly(true);
  }

  @Test
  void a_unit_that_is_rolled_back_wakes_nobody() {
    var reader = new Reader();
    store.openStream(null).setOnAvailableCallback(reader::wake);
    var unit = DefaultUnitOfWork.startAndGet(null);

    store.publish(event());
    unit.rollback();

    assertThat(reader.woken).hasValue(0);
  }

  @Test
  void a_closed_stream_is_left_alone() {
    var reader = new Reader();
    var stream = store.openStream(null);
    stream.setOnAvailableCallback(reader::wake);
    stream.close();

    store.publish(event());

    assertThat(reader.woken).hasValue(0);
  }

  @Test
  void a_reader_is_woken_for_what_other_processes_commit_too() throws Exception {
    var woken = new CountDownLatch(3);
    store.openStream(null).setOnAvailableCallback(woken::countDown);

    assertThat(woken.await(30, SECONDS)).isTrue();
  }

  @Test
  void a_reader_that_fails_to_wake_takes_nobody_with_it() throws Exception {
    store
        .openStream(null)
        .setOnAvailableCallback(
            () -> {
              throw new IllegalStateException("its executor is shut down");
            });
    var reader = new Reader();
    var woken = new CountDownLatch(3);
    store
        .openStream(null)
        .setOnAvailableCallback(
            () -> {
              reader.wake();
              woken.countDown();
            });

    store.publish(event());

    assertThat(reader.woken).hasValue(1);
    assertThat(woken.await(30, SECONDS)).as("later ticks").isTrue();
  }

  private static GenericEventMessage<String> event() {
    return new GenericEventMessage<>("something happened");
  }
}
