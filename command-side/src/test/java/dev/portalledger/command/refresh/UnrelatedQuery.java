package dev.portalledger.command.refresh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody else's query through the same pool, again and again while something else goes on. */
final class UnrelatedQuery {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final List<Long> nanos = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;

  UnrelatedQuery(JdbcClient db) {
    thread = Thread.ofPlatform().start(() -> askUntilOver(db));
  }

  private void askUntilOver(JdbcClient db) {
    while (!over.get()) {
      long began = System.nanoTime();
      db.sql("select 1").query(Integer.class).single();
      nanos.add(System.nanoTime() - began);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  long p99Millis() throws InterruptedException {
    over.set(true);
    thread.join();
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return TimeUnit.NANOSECONDS.toMillis(
        Arrays.stream(sorted).skip((long) (sorted.length * 0.99)).findFirst().orElse(0));
  }
}
