package dev.portalledger.command.fitness;

import static dev.portalledger.command.fitness.BadStartsTest.assertRefused;
import static dev.portalledger.command.fitness.BadStartsTest.isIdle;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** As {@link BadStartsTest}, of the one key that wraps nothing. */
@ExtendWith(OutputCaptureExtension.class)
class FingerprintKeyTest {

  @AfterEach
  void nobody_stays() {
    Node.db()
        .sql("delete from subject.subject where subject_id in ('somebody', 'somebody-erased')")
        .update();
  }

  @Test
  void another_key_of_fingerprints(CapturedOutput output) throws IOException {
    var keys = Node.keysBut("fingerprint.json");
    assertRefused(
        () -> Node.start(Map.of("ledger.keys.folder", keys.toString())),
        output,
        "the key of fingerprints here (fingerprint.json) is not that of the other nodes",
        "Give this node the folder of keys of the others (ledger.keys.folder)");
  }

  /** No node was asked about it before; whom the others know, it would not know. */
  @Test
  void another_key_of_fingerprints_on_the_first_node_that_looks(CapturedOutput output)
      throws IOException {
    var keys = Node.keysBut("fingerprint.json");
    var made = forgetKeyOfFingerprints();
    try {
      known(made);
      assertRefused(
          () -> Node.start(Map.of("ledger.keys.folder", keys.toString())),
          output,
          "the key of fingerprints here (fingerprint.json) is not that of the other nodes",
          "Give this node the folder of keys of the others (ledger.keys.folder)");

      Node.start(Map.of()).close();
      assertThat(keyOfFingerprints()).isEqualTo(made);
    } finally {
      keepKeyOfFingerprints(made);
    }
  }

  /** As in the upgrade of a node that was told wrong in everything. */
  @Test
  void who_has_other_keys_at_all_leaves_nothing_for_the_others(CapturedOutput output) {
    var keys = Node.freshKeys();
    var made = forgetKeyOfFingerprints();
    try {
      assertRefused(
          () -> Node.start(Map.of("ledger.keys.folder", keys.toString())),
          output,
          "which wraps what encrypts tokens, is missing",
          "Give this node the keys of the others");
    } finally {
      keepKeyOfFingerprints(made);
    }
  }

  @Test
  void a_key_of_fingerprints_that_turns_out_to_be_another_while_the_node_runs(
      CapturedOutput output) {
    var made = keyOfFingerprints();
    try (var node = Node.start(Map.of())) {
      assertThat(node.readiness()).isEqualTo(200);

      keepKeyOfFingerprints(new byte[made.length]);
      node.bean(Fitness.class).askAgain();

      assertThat(node.readiness()).isEqualTo(503);
      assertThat(isIdle(node)).as("leaves work to others").isTrue();
      assertThat(output).contains("keys: the key of fingerprints here", "This node is not ready");

      keepKeyOfFingerprints(made);
      node.bean(Fitness.class).askAgain();
      assertThat(node.readiness()).isEqualTo(200);
    } finally {
      keepKeyOfFingerprints(made);
    }
  }

  /** docs/reliability.md, for a fingerprint.json that is lost. */
  @Test
  void a_lost_key_of_fingerprints_is_replaced_by_whoever_owns_the_database() throws IOException {
    var made = keyOfFingerprints();
    known(made);
    erased();
    var keys = Node.keysBut("fingerprint.json");
    try {
      var owner =
          JdbcClient.create(
              new DriverManagerDataSource(Node.url(), "ledger_owner", "ledger_owner"));
      owner.sql("update subject.subject set lookup = null where lookup is not null").update();
      owner.sql("delete from command.fingerprint_key").update();

      try (var node = Node.start(Map.of("ledger.keys.folder", keys.toString()))) {
        assertThat(node.readiness()).isEqualTo(200);
      }
      assertThat(keyOfFingerprints()).isNotEqualTo(made);
    } finally {
      keepKeyOfFingerprints(made);
    }
  }

  private static byte[] keyOfFingerprints() {
    return Node.db().sql("select made from command.fingerprint_key").query(byte[].class).single();
  }

  private static byte[] forgetKeyOfFingerprints() {
    return Node.db()
        .sql("delete from command.fingerprint_key returning made")
        .query(byte[].class)
        .single();
  }

  private static void keepKeyOfFingerprints(byte[] made) {
    Node.db()
        .sql(
            """
            insert into command.fingerprint_key (made) values (:made)
            on conflict (one_row) do update set made = excluded.made
            """)
        .param("made", made)
        .update();
  }

  /** Somebody whom a node with that key of fingerprints knows. */
  private static void known(byte[] made) {
    Node.db()
        .sql(
            """
            insert into subject.subject (subject_id, kind, lookup)
            values ('somebody', 'MEMBER', substr(:made, 1, 5) || sha256('somebody'))
            """)
        .param("made", made)
        .update();
  }

  private static void erased() {
    Node.db()
        .sql(
            """
            insert into subject.subject (subject_id, kind, erased_at)
            values ('somebody-erased', 'MEMBER', now())
            """)
        .update();
  }
}
