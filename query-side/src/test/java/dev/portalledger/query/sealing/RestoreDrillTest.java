package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.SignerFolder;
import dev.portalledger.query.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

/** What an operator does after the loss of a server, and what it shows to whom. */
class RestoreDrillTest {

  @TempDir private Path folder;

  @Test
  @DisplayName(
      "R25, T30: restored to a moment from backup and log, the ledger verifies, and is not signed")
  void a_restored_cluster_verifies_and_is_signed_only_after_a_fork() throws Exception {
    var server = new BackedUpServer(folder);
    var ledger = new SealedDatabase(server.url, SignerFolder.fresh());
    sealed(ledger, 20);
    var backup = server.backUp();
    sealed(ledger, 10);
    server.name("monday");
    sealed(ledger, 5);
    var kept = Files.writeString(folder.resolve("kept"), note(ledger));
    ledger.stopSigner();
    server.close();

    try (var restored = server.restored(backup, "monday")) {
      var url = TestDatabase.url(restored);
      var older = new SealedDatabase(url, ledger.folder);
      assertThat(older.size("acme")).as("all up to the moment, of copy and log").isEqualTo(30);
      assertThat(older.verified("acme").exit()).isZero();
      assertThat(older.verified("acme", "--since", kept.toString()).said()).contains("rolled back");

      older.record("acme", 1);
      older.sealAndSign();

      assertThat(older.size("acme")).isEqualTo(30);
      assertThat(older.signer.refused())
          .containsEntry("acme", "35 events were signed, 31 are left");
      assertThat(new SealingHealth(older.signer).health().getStatus()).isEqualTo(Status.DOWN);

      older.fork("acme", "the server of before burnt down");
      assertThat(older.restartedSigner().signGrown()).isEqualTo(1);
      assertThat(older.size("acme")).isEqualTo(31);
      older.stopSigner();
    }
  }

  private static void sealed(SealedDatabase ledger, int events) {
    ledger.record("acme", events);
    ledger.sealAndSign();
  }

  private static String note(SealedDatabase ledger) {
    return ledger.history.latest("acme").orElseThrow().note();
  }
}
