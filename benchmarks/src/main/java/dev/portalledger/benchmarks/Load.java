package dev.portalledger.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Callers on platform threads. */
final class Load {

  /** What is done again and again. */
  interface Task {
    /**
     * Once.
     *
     * @param caller whose turn it is, counted from 0
     */
    void run(int caller) throws Exception;
  }

  /** What a load came to: how often per second, and how long each took. */
  record Outcome(double perSecond, Histogram nanos) {

    double millis(double percentile) {
      return nanos.getValueAtPercentile(percentile) / 1e6;
    }
  }

  /** Each caller does its next as soon as its last is done, for that long. */
  static Outcome closed(int callers, Duration time, Task task) throws Exception {
    long until = System.nanoTime() + time.toNanos();
    return run(callers, nanos -> caller -> whileBefore(until, caller, task, nanos));
  }

  /** Closed, but no longer than there is something left to do. */
  static Outcome limited(int callers, int count, Duration time, Task task) throws Exception {
    var left = new AtomicInteger(count);
    long until = System.nanoTime() + time.toNanos();
    return run(
        callers,
        nanos ->
            caller -> {
              while (System.nanoTime() < until && left.getAndDecrement() > 0) {
                timed(System.nanoTime(), caller, task, nanos);
              }
            });
  }

  /** So many in all, shared out among the callers. */
  static Outcome counted(int callers, int count, Task task) throws Exception {
    return limited(callers, count, Duration.ofDays(1), task);
  }

  /** What is done at its time. */
  interface TimedTask {
    /**
     * Once.
     *
     * @param number counted from 0
     * @param due when it should begin; it may have become later
     */
    void run(int number, long due) throws Exception;
  }

  /**
   * As many per second as told, whether or not the earlier ones are done. What takes long makes its
   * followers late, and that counts: each is timed from when it was due.
   */
  static Outcome dueAt(int callers, double perSecond, int count, TimedTask task) throws Exception {
    var next = new AtomicInteger();
    long from = System.nanoTime();
    return run(
        callers,
        nanos ->
            _ -> {
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                long due = from + Math.round(i * 1e9 / perSecond);
                sleepUntil(due);
                task.run(i, due);
                nanos.recordValue(System.nanoTime() - due);
              }
            });
  }

  private interface Work {
    Task recordingTo(Histogram nanos);
  }

  private static Outcome run(int callers, Work work) throws Exception {
    var nanos = new ConcurrentHistogram(3);
    var task = work.recordingTo(nanos);
    long from = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(callers)) {
      var running = new ArrayList<Future<?>>();
      for (int caller = 0; caller < callers; caller++) {
        running.add(threads.submit(called(task, caller)));
      }
      await(running);
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    return new Outcome(nanos.getTotalCount() / seconds, nanos);
  }

  private static Callable<Void> called(Task task, int caller) {
    return () -> {
      task.run(caller);
      return null;
    };
  }

  private static void await(List<Future<?>> running) throws Exception {
    for (var one : running) {
      one.get();
    }
  }

  private static void whileBefore(long until, int caller, Task task, Histogram nanos)
      throws Exception {
    for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
      timed(now, caller, task, nanos);
    }
  }

  private static void timed(long from, int caller, Task task, Histogram nanos) throws Exception {
    task.run(caller);
    nanos.recordValue(System.nanoTime() - from);
  }

  private static void sleepUntil(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  private Load() {}
}
