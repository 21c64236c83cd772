package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class SignerTest {

  private final SealedDatabase ledger = new SealedDatabase();

  /** The database as it was when less had been recorded. */
  private void putBack(String sql) {
    ledger.superuser.sql("set session_replication_role = replica; " + sql).update();
  }

  private static final String TEN_LESS =
      """
      delete from sealing.leaf where index >= 10; delete from sealing.node; delete from sealing.checkpoint where size > 10;
      delete from events.event_position where position > 10; update sealing.sealer set position = 10;
      update events.sequencer set position = 10
      """;

  @Test
  void signs_what_grew_once() {
    ledger.record("acme", 10);
    ledger.sealer.catchUp();

    assertThat(ledger.signer.signGrown()).isEqualTo(1);
    assertThat(ledger.signer.signGrown()).isZero();
    assertThat(ledger.restartedSigner().signGrown()).isZero();
    assertThat(new SealingHealth(ledger.signer).health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  @DisplayName("T30: a database that is put back to yesterday is not signed, and health is DOWN")
  void refuses_a_shorter_tree() {
    ledger.record("acme", 10);
    ledger.sealAndSign();
    var edge = ledger.owner.sql("select edge from sealing.tree").query(byte[].class).single();
    ledger.record("acme", 20);
    ledger.sealAndSign();
    putBack(TEN_LESS);
    ledger
        .superuser
        .sql("update sealing.tree set size = 10, edge = :edge, position = 10")
        .param("edge", edge)
        .update();

    assertThat(ledger.signer.signGrown()).isZero();

    assertThat(ledger.signer.refused()).containsEntry("acme", "30 events were signed, 10 are left");
    assertThat(new SealingHealth(ledger.signer).health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(ledger.restartedSigner().signGrown()).isZero();
    assertThat(ledger.signer.refused()).containsKey("acme");
  }

  @Test
  @DisplayName("T30: what grows anew from yesterday's state is another history, and is not signed")
  void refuses_a_tree_that_grew_another_way() {
    ledger.record("acme", 30);
    ledger.sealAndSign();
    putBack(
        """
        delete from sealing.leaf; delete from sealing.node; delete from sealing.tree; delete from sealing.checkpoint;
        update sealing.sealer set position = 0;
        update events.event set payload = 'other' where global_index = 7
        """);
    ledger.record("acme", 30);
    ledger.sealer.catchUp();

    assertThat(ledger.restartedSigner().signGrown()).isZero();

    assertThat(ledger.signer.refused())
        .containsEntry("acme", "the first 30 events are not those signed");
  }

  @Test
  @DisplayName("T30: a ledger that is gone is missed")
  void refuses_when_nothing_is_left() {
    ledger.record("acme", 30);
    ledger.record("globex", 5);
    ledger.sealAndSign();
    putBack("delete from sealing.tree where organization = 'acme'");
    ledger.record("globex", 5);
    ledger.sealer.catchUp();

    assertThat(ledger.restartedSigner().signGrown()).as("globex goes on").isEqualTo(1);
    assertThat(ledger.signer.refused()).containsOnlyKeys("acme");
  }

  @Test
  @DisplayName("T30: a tree sealed anew from the same events is the same tree")
  void goes_on_with_a_tree_that_was_sealed_anew() {
    ledger.record("acme", 300);
    ledger.sealAndSign();
    putBack(
        """
        delete from sealing.leaf; delete from sealing.node; delete from sealing.tree;
        update sealing.sealer set position = 0
        """);
    ledger.record("acme", 5);
    ledger.sealer.catchUp();

    assertThat(ledger.restartedSigner().signGrown()).isEqualTo(1);
    assertThat(ledger.signer.refused()).isEmpty();
    assertThat(ledger.verified("acme").exit()).isZero();
  }

  @Test
  void signs_after_a_crash_between_remembering_and_storing() {
    ledger.record("acme", 10);
    ledger.sealAndSign();
    putBack("delete from sealing.checkpoint");

    assertThat(ledger.restartedSigner().signGrown()).isEqualTo(1);
    assertThat(ledger.verified("acme").exit()).isZero();
  }

  @Test
  void a_line_of_the_memory_that_was_cut_short_was_never_signed(@TempDir Path folder)
      throws Exception {
    var file = folder.resolve("signed");
    try (var memory = new SignerMemory(file)) {
      memory.remember(Map.of("acme", new TreeHead(3, new byte[32])));
    }
    var whole = Files.readString(file);
    Files.writeString(file, whole + whole.substring(0, 20).replace("\t3", "\t4"));
    try (var memory = new SignerMemory(file)) {
      assertThat(memory.last("acme").size()).isEqualTo(3);
      assertThat(memory.last("globex")).isSameAs(TreeHead.EMPTY);
    }
  }
}
