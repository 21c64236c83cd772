package dev.portalledger.command.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.portalledger.command.vault.keys.KeysUnusable;
import dev.portalledger.eventstore.fitness.NamedIssuer;
import dev.portalledger.eventstore.fitness.NodeUnfit;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A node that was told wrong says what and how to mend it, is not ready, and changes nothing. */
@ExtendWith(OutputCaptureExtension.class)
class BadStartsTest {

  private static final String FOREIGN = "local:4711";

  @AfterEach
  void nothing_foreign_stays() {
    Node.db()
        .sql(
            """
            delete from command.data_key where kek_id = 'local:4711';
            delete from subject.data_key where kek_id = 'local:4711';
            delete from subject.subject where subject_id = 'somebody'
            """)
        .update();
  }

  @ParameterizedTest
  @CsvSource({"PT4M3S, 4 min 3 s ahead of the database's", "PT-4M, s behind the database's"})
  void a_clock_minutes_off(Duration by, String what, CapturedOutput output) {
    assertRefused(
        () -> Node.start(new TurnedClock(by), Map.of()),
        output,
        what,
        "Set the clock of this machine (NTP)");
  }

  @Test
  void another_key_of_tokens(CapturedOutput output) throws IOException {
    var keys = Node.keysBut("vault.json");
    assertRefused(
        () -> Node.start(Map.of("ledger.keys.folder", keys.toString())),
        output,
        "which wraps what encrypts tokens, is missing",
        "Give this node the keys of the others");
  }

  @Test
  void another_key_of_names(CapturedOutput output) {
    Node.db()
        .sql(
            """
            insert into subject.subject (subject_id, kind) values ('somebody', 'MEMBER');
            insert into subject.data_key (subject_id, wrapped, kek_id) values ('somebody', '\\x00', 'local:4711')
            """)
        .update();
    assertRefused(
        () -> Node.start(Map.of()),
        output,
        FOREIGN + ", which wraps what encrypts names and addresses, is missing",
        "Give this node the keys of the others");
  }

  @ParameterizedTest
  @CsvSource({"vault.json", "subject.json", "fingerprint.json", "certificate.json"})
  void a_missing_key(String file, CapturedOutput output) throws IOException {
    var keys = Node.freshKeys();
    Files.delete(keys.resolve(file));
    var before = Node.contents();

    assertThatThrownBy(() -> Node.start(Map.of("ledger.keys.folder", keys.toString())))
        .hasRootCauseInstanceOf(KeysUnusable.class);

    assertThat(output)
        .contains("Portal Ledger does not start without its keys", file + " does not exist")
        .contains("Set ledger.keys.folder to a folder (mode 0700)");
    assertThat(Node.contents()).isEqualTo(before);
  }

  /** Of two that were the first at the same moment, the later one finds out while it runs. */
  @Test
  void another_node_that_was_first_with_other_keys(CapturedOutput output) {
    try (var node = Node.start(Map.of())) {
      assertThat(node.readiness()).isEqualTo(200);

      Node.db()
          .sql(
              """
              insert into command.data_key (data_key_id, owner, wrapped, kek_id, created_at)
              values (gen_random_uuid(), 'sealed', '\\x00', 'local:4711', '2001-01-01')
              """)
          .update();
      node.bean(Fitness.class).askAgain();

      assertThat(node.readiness()).isEqualTo(503);
      assertThat(output).contains("keys here are not those of the other nodes: " + FOREIGN);
    }
  }

  @Test
  void a_clock_that_is_turned_while_the_node_runs(CapturedOutput output) {
    var clock = new TurnedClock(Duration.ZERO);
    try (var node = Node.start(clock, Map.of())) {
      assertThat(node.readiness()).isEqualTo(200);

      clock.turn(Duration.ofMinutes(-10));
      node.bean(Fitness.class).askAgain();

      assertThat(node.readiness()).isEqualTo(503);
      assertThat(isIdle(node)).as("leaves work to others").isTrue();
      assertThat(output).contains("behind the database's", "This node is not ready");

      clock.turn(Duration.ofSeconds(-20));
      node.bean(Fitness.class).askAgain();

      assertThat(node.readiness()).isEqualTo(200);
      assertThat(isIdle(node)).isFalse();
      assertThat(output).contains("clock: all is well again");
    }
  }

  @Test
  void a_wrong_issuer(CapturedOutput output) {
    try (var issuer = new NamedIssuer()) {
      issuer.callsItself("https://login.other.test");
      try (var node = Node.start(Map.of("ledger.sign-in.issuer", issuer.url()))) {
        assertThat(node.readiness()).isEqualTo(503);
        assertThat(isIdle(node)).as("connections are kept alive all the same").isFalse();
        assertThat(output)
            .contains("but what answers there is the issuer https://login.other.test")
            .contains("Set ledger.sign-in.issuer to the very issuer its document names");

        issuer.callsItself(issuer.url());
        node.bean(Fitness.class).askAgain();
        assertThat(node.readiness()).isEqualTo(200);

        issuer.callsItself("https://login.other.test");
        node.bean(Fitness.class).askAgain();
        assertThat(node.readiness()).as("it was right once").isEqualTo(200);
      }
    }
  }

  @Test
  void an_issuer_that_is_away_keeps_no_node_from_serving(CapturedOutput output) {
    try (var node = Node.start(Map.of("ledger.sign-in.issuer", "http://127.0.0.1:1"))) {
      assertThat(node.readiness()).isEqualTo(200);
      assertThat(output).contains("issuer: the issuer http://127.0.0.1:1 does not answer");
    }
  }

  static boolean isIdle(Node node) {
    return node.bean(Scheduler.class).getSchedulerState().isPaused();
  }

  interface Start {
    Node now();
  }

  static void assertRefused(Start start, CapturedOutput output, String what, String whatToDo) {
    var before = Node.contents();

    assertThatThrownBy(() -> start.now().close())
        .isInstanceOf(NodeUnfit.class)
        .hasMessageContaining(what);

    assertThat(output).contains("This node does not start: ", what, whatToDo);
    assertThat(output).doesNotContain("\tat dev.portalledger");
    assertThat(Node.contents()).isEqualTo(before);
  }
}
