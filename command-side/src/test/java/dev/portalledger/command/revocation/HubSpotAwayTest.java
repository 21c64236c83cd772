package dev.portalledger.command.revocation;

import static dev.portalledger.events.connection.RevocationExtent.GRANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.proof.PretendedHubSpot.Mood;
import dev.portalledger.events.connection.PortalId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** R22: HubSpot is away for a day, and then the worker is killed again and again. */
@Tag("R22")
class HubSpotAwayTest {

  private static final int KILLS = 10;
  private static final int CONNECTIONS = 24;
  private static final int PATIENCE_SECONDS = 300;
  private static final long BREATH_NANOS = 100_000_000;

  private final RevokingLedger ledger = new RevokingLedger();
  private final Semaphore died = new Semaphore(0);
  private volatile @Nullable Process worker;
  private int calls;
  private int kills;

  @AfterEach
  void nothing_waits() {
    ledger.asked.onEach(() -> {});
    ledger.hubSpot.is(Mood.WELL);
    ledger.untilDone();
  }

  @Test
  @DisplayName("R22: after a day without HubSpot the next try is at most ten minutes away")
  void the_pauses_stay_short_enough() {
    ledger.hubSpot.is(Mood.DOWN);
    var portal = ledger.removed(GRANT);
    assertThat(ledger.credential(portal)).isEqualTo("REVOKING");
    for (int tries = 0; tries < 5; tries++) {
      ledger.nextTry();
    }
    ledger.later(portal, "24 hours");
    ledger.db().sql("update command.revocation set tries = 200").update();
    ledger.nextTry();

    assertThat(ledger.column(portal, "next_at <= clock_timestamp() + interval '10 minutes'"))
        .isEqualTo("true");
    assertThat(ledger.column(portal, "next_at > clock_timestamp() + interval '4 minutes'"))
        .isEqualTo("true");
    assertThat(ledger.column(portal, "status")).isEqualTo("PENDING");
  }

  @Test
  @DisplayName("R22: a younger generation waits for the older one of its connection")
  void a_connection_keeps_its_order() {
    ledger.hubSpot.is(Mood.DOWN);
    var portal = removedTwice();
    ledger.nextTry();
    ledger.hubSpot.is(Mood.WELL);
    ledger.onlyYoungestIsDue(portal);
    assertThat(ledger.asked.asked()).doesNotContain("refresh-%s-2".formatted(portal));

    ledger.untilDone();

    assertThat(ledger.asked.asked())
        .containsSubsequence("refresh-%s-1".formatted(portal), "refresh-%s-2".formatted(portal));
    assertThat(confirmedGenerations(portal)).containsExactly(1, 2);
  }

  @Test
  @DisplayName("R22: ten kills of the worker lose nothing and keep each connection's order")
  void ten_kills_lose_nothing() throws Exception {
    ledger.hubSpot.is(Mood.DOWN);
    var portals = IntStream.range(0, CONNECTIONS).mapToObj(_ -> removedTwice()).toList();
    ledger.hubSpot.is(Mood.WELL);

    ledger.asked.onEach(this::revoked);

    assertThat(letWorkAndKill()).isEqualTo(KILLS);
    for (var portal : portals) {
      assertThat(ledger.story(portal))
          .containsSubsequence(
              "revoked REMOVED_BY_MEMBER",
              "reconnected",
              "revoked REMOVED_BY_MEMBER",
              "upstream-revocation-confirmed",
              "upstream-revocation-confirmed")
          .hasSize(5);
      assertThat(confirmedGenerations(portal)).containsExactly(1, 2);
      assertThat(ledger.asked.asked())
          .containsSubsequence("refresh-%s-1".formatted(portal), "refresh-%s-2".formatted(portal));
    }
    assertThat(firstAsks(portals)).allMatch(order -> order.get(0) < order.get(1));
  }

  private PortalId removedTwice() {
    var portal = ledger.removed(GRANT);
    ledger.ledger.grant(portal, 2);
    ledger.remove(portal, GRANT);
    return portal;
  }

  /** Each worker dies between HubSpot's deed and its answer; the last one may finish. */
  private int letWorkAndKill() throws Exception {
    try {
      for (int life = 0; life <= KILLS; life++) {
        dueNow();
        worker = launch();
        if (life < KILLS) {
          assertThat(died.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
              .as("life " + life)
              .isTrue();
        }
      }
      awaitConfirmed();
    } finally {
      kill();
    }
    return kills;
  }

  /** HubSpot has acted, and nobody has its answer yet. */
  private synchronized void revoked() {
    if (++calls % 4 == 0 && kills < KILLS && worker != null && worker.isAlive()) {
      kills++;
      kill();
      died.release();
    }
  }

  private void kill() {
    if (worker != null) {
      worker.destroyForcibly().onExit().join();
    }
  }

  private void awaitConfirmed() {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (ledger.waitingIn(Stage.REVOKE) > 0 && System.nanoTime() < deadline) {
      dueNow();
      LockSupport.parkNanos(BREATH_NANOS);
    }
    assertThat(ledger.waitingIn(Stage.REVOKE)).isZero();
  }

  private void dueNow() {
    ledger
        .db()
        .sql(
            """
            update command.revocation set next_at = clock_timestamp()
             where status = 'PENDING' and stage = 'REVOKE' and next_at > clock_timestamp()
            """)
        .update();
  }

  private Process launch() throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RevocationWorker.class.getName()));
    command.addAll(ledger.ledger.arguments());
    command.add("--spring.main.lazy-initialization=true");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<Integer> confirmedGenerations(PortalId portal) {
    return ledger
        .db()
        .sql(
            """
            select (convert_from(payload, 'UTF8')::jsonb ->> 'generation')::integer
              from events.event
             where aggregate_identifier = ? and payload_type like '%upstream-revocation-confirmed'
             order by sequence_number
            """)
        .param(portal.stream())
        .query(Integer.class)
        .list();
  }

  private List<List<Integer>> firstAsks(List<PortalId> portals) {
    var asked = ledger.asked.asked();
    return portals.stream()
        .map(
            portal ->
                List.of(
                    asked.indexOf("refresh-%s-1".formatted(portal)),
                    asked.indexOf("refresh-%s-2".formatted(portal))))
        .toList();
  }
}
