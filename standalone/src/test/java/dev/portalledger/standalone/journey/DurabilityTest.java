package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after kill -9 of the process, and nothing is there by halves. */
class DurabilityTest {

  private static final int ENOUGH_ACKNOWLEDGED = 12;

  @Test
  void everything_acknowledged_survives_kill_9_in_the_middle_of_the_load(@TempDir Path folder)
      throws Exception {
    try (var product = ProductProcess.start(folder.resolve("data"))) {
      var agency = Agency.at(product, "CUSTOM");
      var acknowledged = connectUntilKilled(product, agency);

      product.startAgain();

      var agencyAfter = agency.again();
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH_ACKNOWLEDGED);
      acknowledged.forEach(portal -> Eventually.holds(() -> assertThere(agencyAfter, portal)));
      // It goes on working: a new portal can be connected, an old one removed.
      assertThat(agencyAfter.remove(acknowledged.peek()).status()).isEqualTo(200);
    }
  }

  private static void assertThere(Agency agency, long portal) {
    assertThat(agency.account(portal, 0).get("status").asString()).isEqualTo("CONNECTED");
    assertThat(agency.trail())
        .anyMatch(
            entry ->
                entry.get("kind").asString().equals("portal-connected")
                    && entry.get("portalId").asLong() == portal);
  }

  private static Queue<Long> connectUntilKilled(ProductProcess product, Agency agency)
      throws Exception {
    var acknowledged = new ConcurrentLinkedQueue<Long>();
    var enough = new CountDownLatch(ENOUGH_ACKNOWLEDGED);
    var portals = LongStream.rangeClosed(7001, 7080).boxed().toList();
    var sandbox = new Sandbox(product.sandboxUrl());
    portals.forEach(portal -> sandbox.addAccounts("[{\"hubId\": %d}]".formatted(portal)));
    try (var threads = Executors.newFixedThreadPool(4)) {
      IntStream.range(0, portals.size())
          .forEach(
              i ->
                  threads.execute(
                      () -> {
                        var portal = portals.get(i);
                        if (agency.again().connect(portal).getPath().equals("/client-accounts")) {
                          acknowledged.add(portal);
                          enough.countDown();
                        }
                      }));
      enough.await();
      product.kill();
      threads.shutdownNow();
    }
    return acknowledged;
  }
}
