package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signers in processes of their own, killed and put before restored databases. */
class SignerProcessTest {

  private final SealedDatabase ledger = new SealedDatabase();

  SignerProcessTest() {
    ledger.stopSigner();
  }

  private void record(int count) {
    ledger.record("acme", count);
    ledger.sealer.catchUp();
  }

  private static long signed(SealedDatabase ledger) {
    return ledger.history.latest("acme").map(SealedHistory.Signed::size).orElse(0L);
  }

  private static void awaitSigned(SealedDatabase ledger, long size) {
    SignerProcess.await("a checkpoint of " + size, () -> signed(ledger) == size);
  }

  @Test
  @DisplayName(
      "T30, R25: before an older state that was restored the signer refuses; after a fork it signs")
  void refuses_a_restored_older_state_until_the_fork_is_recorded() {
    record(20);
    try (var _ = SignerProcess.start(ledger.url, ledger.folder)) {
      awaitSigned(ledger, 20);
    }
    var restored = TestDatabase.copyOf(ledger.url);
    record(10);
    try (var signer = SignerProcess.start(ledger.url, ledger.folder)) {
      awaitSigned(ledger, 30);
      assertThat(signer.health().statusCode()).isEqualTo(200);
    }

    var older = new SealedDatabase(restored, ledger.folder);
    older.stopSigner();
    assertThat(older.verified("acme").exit()).as("a backup verifies").isZero();
    try (var signer = SignerProcess.start(restored, ledger.folder)) {
      SignerProcess.await("an alarm", () -> signer.health().statusCode() == 503);
      assertThat(signer.health().body()).contains("30 events were signed, 20 are left");
      assertThat(refusals(older)).isEqualTo(1);
      assertThat(signer.figure("ledger_signer_refused")).isEqualTo(1);
      older.superuser.sql("delete from sealing.refusal").update();
      assertThat(signer.figure("ledger_signer_refused"))
          .as("whatever the database says")
          .isEqualTo(1);
      assertThat(SignerProcess.fork(restored, ledger.folder, "acme", "no"))
          .as("not while a signer runs")
          .isNotZero();
    }
    assertThat(SignerProcess.fork(restored, ledger.folder, "nobody", "no")).isEqualTo(1);
    assertThat(SignerProcess.fork(restored, ledger.folder, "acme", "backup of Monday")).isZero();

    try (var signer = SignerProcess.start(restored, ledger.folder)) {
      SignerProcess.await("no alarm", () -> refusals(older) == 0);
      assertThat(signer.health().statusCode()).isEqualTo(200);
    }
    assertThat(older.history.latest("acme").orElseThrow().origin())
        .isEqualTo("ledger.test/epoch-2/org/acme");
  }

  @Test
  @DisplayName(
      "R24: of two signers one is killed; the other goes on, and no checkpoint contradicts")
  void another_takes_over_from_one_that_is_killed(@TempDir Path elsewhere) throws IOException {
    Files.copy(ledger.folder.resolve("signing-key"), elsewhere.resolve("signing-key"));
    record(10);
    var first = SignerProcess.start(ledger.url, ledger.folder);
    try (first;
        var second = SignerProcess.start(ledger.url, elsewhere)) {
      awaitSigned(ledger, 10);
      second.health();
      for (int n = 0; n < 5; n++) {
        record(3);
        awaitSigned(ledger, 13 + 3L * n);
      }
      first.kill();
      long began = System.nanoTime();
      record(7);
      awaitSigned(ledger, 32);
      System.out.printf(
          "failover of the signer: %,d ms%n", (System.nanoTime() - began) / 1_000_000);
      assertThat(second.health().statusCode()).isEqualTo(200);
    }
    assertThat(ledger.verified("acme").exit()).isZero();
    assertThat(ledger.restartedSigner().signGrown()).as("the killed one, started again").isZero();
    assertThat(ledger.signer.refused()).isEmpty();
  }

  @Test
  void tells_prometheus_how_signing_goes() throws SQLException {
    record(10);
    try (var signer = SignerProcess.start(ledger.url, ledger.folder)) {
      awaitSigned(ledger, 10);
      SignerProcess.await(
          "a checkpoint that it tells of",
          () -> signer.figure("ledger_signer_checkpoint_age_seconds") >= 0);
      assertThat(signer.figure("ledger_signer_silent_seconds")).isNotNegative();
      assertThat(signer.figure("ledger_signer_refused")).isZero();

      try (var another = DriverManager.getConnection(ledger.url, "ledger_owner", "ledger_owner");
          var lead = another.createStatement()) {
        lead.execute("select pg_advisory_lock(" + SignerRows.LEAD + ")");
        record(5);
        SignerProcess.await(
            "five that wait", () -> signer.figure("ledger_signer_unsigned_events") == 5);
      }
      SignerProcess.await(
          "none that waits", () -> signer.figure("ledger_signer_unsigned_events") == 0);

      var told = signer.figures();
      assertThat(told.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(told.body()).contains("jvm_memory_used_bytes{").doesNotContain("acme");
    }
  }

  private static long refusals(SealedDatabase ledger) {
    return ledger.owner.sql("select count(*) from sealing.refusal").query(Long.class).single();
  }
}
