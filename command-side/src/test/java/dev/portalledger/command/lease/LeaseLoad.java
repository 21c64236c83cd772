package dev.portalledger.command.lease;

import dev.portalledger.command.web.IdempotencyKey;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.subject.SubjectId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many leases one node gives with live tokens, and how long each takes: {@code LeaseLoad
 * [seconds] [callers] [portals] [seconds of warm-up]}. Each lease is committed before it is
 * counted. Not a test: its figures depend on the machine. Over HTTP, Spring's whole stack has to be
 * compiled first: on two cores that takes a minute of load.
 */
final class LeaseLoad {

  private static final SubjectId MACHINE = new SubjectId("machine");

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int callers = args.length > 1 ? Integer.parseInt(args[1]) : 16;
    int portals = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    int warmUp = args.length > 3 ? Integer.parseInt(args[3]) : 60;
    var leased = new ArrayList<LeasedPortal>();
    for (int i = 0; i < portals; i++) {
      leased.add(new LeasedPortal());
    }
    run("warm-up", warmUp, callers, leased, LeaseLoad::overHttp);
    run("leases over HTTP", seconds, callers, leased, LeaseLoad::overHttp);
    run("committed leases", seconds, callers, leased, LeaseLoad::recorded);
    run("committed leases of one", seconds, callers, leased.subList(0, 1), LeaseLoad::recorded);
    System.exit(0);
  }

  private interface Lease {
    boolean given(LeasedPortal portal);
  }

  private static boolean recorded(LeasedPortal portal) {
    var key = UUID.randomUUID().toString();
    var wanted =
        new Wanted(
            portal.organization,
            new PortalId(portal.portal.value()),
            Purpose.IMPLEMENTATION,
            false,
            "load",
            MACHINE,
            new IdempotencyKey(key, key));
    return portal.side.bean(Lessor.class).lease(wanted) instanceof Lessor.Answer.Given;
  }

  private static boolean overHttp(LeasedPortal portal) {
    return portal.lease("IMPLEMENTATION").status() == 201;
  }

  private static void run(
      String what, int seconds, int callers, List<LeasedPortal> portals, Lease lease)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    var failed = new AtomicLong();
    var all = new ArrayList<List<Long>>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < callers; i++) {
      var own = new ArrayList<Long>();
      var portal = portals.get(i % portals.size());
      all.add(own);
      threads.add(Thread.ofPlatform().start(() -> ask(end, portal, lease, own, failed)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long[] nanos = all.stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%s: %d callers, %d portals, %d s: %d/s, p50 %.1f ms, p99 %.1f ms, %d failed%n",
        what,
        callers,
        portals.size(),
        seconds,
        nanos.length / seconds,
        millis(nanos, 0.5),
        millis(nanos, 0.99),
        failed.get());
  }

  private static void ask(
      long end, LeasedPortal portal, Lease lease, List<Long> nanos, AtomicLong failed) {
    while (System.nanoTime() < end) {
      long began = System.nanoTime();
      if (lease.given(portal)) {
        nanos.add(System.nanoTime() - began);
      } else {
        failed.incrementAndGet();
      }
    }
  }

  private static double millis(long[] sorted, double quantile) {
    return Arrays.stream(sorted).skip((long) (sorted.length * quantile)).findFirst().orElse(0)
        / 1_000_000.0;
  }

  private LeaseLoad() {}
}
