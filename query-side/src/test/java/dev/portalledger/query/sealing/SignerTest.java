package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.query.SignerFolder;
import dev.portalledger.query.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

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
    assertThat(ledger.history.publicKey().orElseThrow().bytes())
        .as("who signs is told")
        .isEqualTo(ledger.key.publicKey().bytes());
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
      memory.remember(Map.of("acme", new SignerMemory.Known(1, new TreeHead(3, new byte[32]))));
    }
    var whole = Files.readString(file);
    Files.writeString(file, whole + whole.substring(0, 20).replace("\t3", "\t4"));
    try (var memory = new SignerMemory(file)) {
      assertThat(memory.last("acme").head().size()).isEqualTo(3);
      assertThat(memory.last("globex")).isSameAs(SignerMemory.Known.NOTHING);
    }
  }

  @Test
  void only_one_may_have_the_memory_open() {
    assertThatThrownBy(() -> new SignerMemory(ledger.folder.resolve("signed")))
        .hasMessageContaining("a signer is running");
  }

  @Test
  void a_memory_of_very_many_lines_becomes_one_of_few(@TempDir Path folder) throws Exception {
    var file = folder.resolve("signed");
    try (var memory = new SignerMemory(file)) {
      for (int size = 1; size <= 300; size++) {
        memory.remember(
            Map.of("acme", new SignerMemory.Known(2, new TreeHead(size, new byte[32]))));
      }
    }
    try (var memory = new SignerMemory(file)) {
      assertThat(memory.last("acme").head().size()).isEqualTo(300);
      assertThat(memory.last("acme").epoch()).isEqualTo(2);
      assertThat(Files.readAllLines(file)).hasSize(1);
    }
  }

  @Test
  @DisplayName("R24: of two signers one signs, the other knows what was signed and goes on")
  void two_signers_know_of_each_other(@TempDir Path elsewhere) {
    var other = ledger.another(elsewhere);
    ledger.record("acme", 10);
    ledger.sealAndSign();
    var edge = ledger.owner.sql("select edge from sealing.tree").query(byte[].class).single();
    assertThat(other.signGrown()).as("nothing is left to sign").isZero();
    ledger.record("acme", 20);
    ledger.sealAndSign();
    assertThat(other.signGrown()).isZero();
    putBack(TEN_LESS);
    ledger
        .superuser
        .sql(
            """
            update sealing.tree set size = 10, position = 10,
                   edge = :edge where organization = 'acme'
            """)
        .param("edge", edge)
        .update();

    other.signGrown();

    assertThat(other.refused())
        .as("it never signed the 30 itself, and misses them")
        .containsEntry("acme", "30 events were signed, 10 are left");
  }

  @Test
  @DisplayName("R24: while another signer leads, one only follows; once that is gone, it signs")
  void one_leads_at_a_time() throws SQLException {
    ledger.record("acme", 10);
    ledger.sealer.catchUp();
    try (var connection = TestDatabase.asSuperuser(ledger.url).getConnection()) {
      connection.setAutoCommit(false);
      var another =
          new SignerRows(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
      assertThat(another.takeTheLead()).isTrue();

      assertThat(ledger.signer.signGrown()).isZero();

      assertThat(ledger.history.latest("acme")).isEmpty();
      connection.rollback();
    }
    assertThat(ledger.signer.signGrown()).isEqualTo(1);
  }

  @Test
  void a_checkpoint_that_only_looks_like_ours_is_an_alarm(@TempDir Path elsewhere) {
    ledger.record("acme", 10);
    ledger.sealAndSign();
    var other = ledger.another(elsewhere);
    putBack(
        """
        update sealing.checkpoint set note = replace(note, E'\\n10\\n', E'\\n11\\n'), size = 11
        """);

    other.signGrown();

    assertThat(other.refused())
        .containsEntry("acme", "a checkpoint stands there that was not signed with our key");
  }

  @Test
  @DisplayName("T30: after the operator recorded a fork the ledger is signed under another name")
  void a_fork_begins_the_ledger_once_more() {
    ledger.record("acme", 30);
    ledger.sealAndSign();
    var before = ledger.history.latest("acme").orElseThrow();
    putBack(
        """
        delete from sealing.leaf; delete from sealing.node; delete from sealing.tree; delete from sealing.checkpoint;
        update sealing.sealer set position = 0;
        update events.event set payload = 'other' where global_index = 7
        """);
    ledger.sealer.catchUp();
    assertThat(ledger.restartedSigner().signGrown()).isZero();
    assertThat(refusals()).containsExactly("acme");

    var origin = ledger.fork("acme", "restored the backup of Monday");

    assertThat(origin).isEqualTo("ledger.test/epoch-2/org/acme");
    assertThat(ledger.restartedSigner().signGrown()).isEqualTo(1);
    assertThat(ledger.signer.refused()).isEmpty();
    assertThat(refusals()).isEmpty();
    assertThat(ledger.history.latest("acme").orElseThrow().origin()).isEqualTo(origin);
    var verified =
        Verifier.of(ledger.bundle(ledger.db, "acme"), origin, ledger.key.verifierKey(origin));
    assertThat(verified.exit()).as(verified.said()).isZero();
    assertThat(ledger.verified("acme").exit()).as("not as the ledger before").isEqualTo(1);
    assertThat(before.origin()).isEqualTo("ledger.test/org/acme");
    assertThat(announced()).containsExactly("FORK 2 30 30 restored the backup of Monday");
    ledger.record("acme", 5);
    ledger.sealAndSign();
    assertThat(ledger.restartedSigner().refused()).isEmpty();
  }

  @Test
  void a_ledger_of_which_nothing_was_signed_is_not_forked() {
    assertThatThrownBy(() -> ledger.fork("acme", "by mistake"))
        .hasMessageContaining("nothing of acme was signed here");
  }

  @Test
  @DisplayName("a bundle signed while one key takes the other's place is good to holders of either")
  void both_keys_sign_while_one_takes_the_others_place() throws Exception {
    ledger.record("acme", 10);
    ledger.sealAndSign();
    ledger.stopSigner();
    Files.move(ledger.folder.resolve("signing-key"), ledger.folder.resolve("signing-key-former"));
    Files.copy(SignerFolder.fresh().resolve("signing-key"), ledger.folder.resolve("signing-key"));
    ledger.restartedSigner();
    ledger.record("acme", 10);
    ledger.sealAndSign();

    var origin = SealedDatabase.ORIGINS.of("acme");
    var former = ledger.key.verifierKey(origin);
    var present = SigningKeys.in(ledger.folder).present().verifierKey(origin);
    var bundle = ledger.bundle(ledger.db, "acme");
    assertThat(Verifier.of(bundle, origin, former).exit()).isZero();
    assertThat(Verifier.of(bundle, origin, present).exit()).isZero();
    assertThat(announced()).containsExactly("KEY 1 20 20 " + present);
    ledger.restartedSigner().signGrown();
    assertThat(announced()).as("told once").hasSize(1);

    ledger.stopSigner();
    Files.delete(ledger.folder.resolve("signing-key-former"));
    ledger.restartedSigner();
    ledger.record("acme", 10);
    ledger.sealAndSign();
    var later = ledger.bundle(ledger.db, "acme");
    assertThat(Verifier.of(later, origin, present).exit()).isZero();
    assertThat(Verifier.of(later, origin, former).exit()).isEqualTo(1);
    assertThat(announced()).hasSize(1);
  }

  private List<String> refusals() {
    return ledger.owner.sql("select organization from sealing.refusal").query(String.class).list();
  }

  private List<String> announced() {
    return ledger
        .owner
        .sql(
            """
            select concat_ws(' ', kind, epoch, signed_size, kept_size, detail) from sealing.announcement
            """)
        .query(String.class)
        .list();
  }
}
