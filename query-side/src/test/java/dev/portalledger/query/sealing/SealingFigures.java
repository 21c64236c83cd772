package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How fast history is sealed and handed out. Run by name; it is no part of the build. */
class SealingFigures {

  private static final int PER_SECOND = Integer.getInteger("figures.per-second", 1_000);
  private static final int SECONDS = Integer.getInteger("figures.seconds", 30);
  private static final int EVENTS = Integer.getInteger("figures.events", 1_000_000);

  private record Recorded(long size, long at) {}

  @Test
  void from_recorded_to_signed() {
    var ledger = new SealedDatabase();
    ledger.record("acme", 1_000);
    ledger.sealAndSign();
    var loop =
        new SealingLoop(
            "sealing",
            SealingLoop.OFTEN,
            List.of(ledger.sealer::catchUp, ledger.signer::signGrown));
    var open = new ArrayDeque<Recorded>();
    var took = new ArrayList<Long>();
    loop.start();
    long began = System.nanoTime();
    long size = 1_000;
    int batch = PER_SECOND / 20;
    for (int n = 0; n < SECONDS * 20 || !open.isEmpty(); n++) {
      long due = began + n * TimeUnit.MILLISECONDS.toNanos(50);
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
      if (n < SECONDS * 20) {
        ledger.record("acme", batch);
        size += batch;
        open.add(new Recorded(size, System.nanoTime()));
      }
      long signed = ledger.size("acme");
      while (!open.isEmpty() && open.peek().size() <= signed) {
        took.add(System.nanoTime() - open.poll().at());
      }
    }
    loop.stop();
    Collections.sort(took);
    System.out.printf(
        "FIGURE sealed and signed at %,d events/s for %d s: p50 %,d ms, p99 %,d ms, longest %,d ms%n",
        PER_SECOND, SECONDS, at(took, 0.5), at(took, 0.99), at(took, 1));
  }

  private static long at(List<Long> sorted, double share) {
    int index = (int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * share));
    return TimeUnit.NANOSECONDS.toMillis(sorted.get(index));
  }

  @Test
  void a_bundle_of_a_million_events() throws IOException {
    var ledger = new SealedDatabase();
    ledger.record("acme", EVENTS);
    long sealing = System.nanoTime();
    ledger.sealAndSign();
    System.out.printf(
        "FIGURE %,d events sealed in %s%n", EVENTS, Duration.ofNanos(System.nanoTime() - sealing));
    System.gc();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long before = used();
    var file = Files.createTempFile("bundle", ".zip");
    var signed = ledger.history.latest("acme").orElseThrow();
    var period = Period.of(null, null);
    long began = System.nanoTime();
    try (OutputStream out = Files.newOutputStream(file)) {
      var report = new Report(signed.origin(), signed, period, "java", _ -> Map.of());
      new Evidence(ledger.history, "acme", signed, period, report, null, _ -> {}).writeTo(out);
    }
    System.out.printf(
        "FIGURE bundle of %,d events: %s, %,d MB, heap %,d MB before, peak %,d MB%n",
        EVENTS,
        Duration.ofNanos(System.nanoTime() - began),
        Files.size(file) >> 20,
        before >> 20,
        pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20);
    verify(file, ledger);
    Files.delete(file);
  }

  private static void verify(Path file, SealedDatabase ledger) {
    var origin = SealedDatabase.ORIGINS.of("acme");
    var began = Instant.now();
    var verified =
        Verifier.run(file.toString(), "--origin", origin, "--vkey", ledger.key.verifierKey(origin));
    System.out.printf("FIGURE verified in %s%n", Duration.between(began, Instant.now()));
    assertThat(verified.exit()).as(verified.said()).isZero();
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .toList();
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
