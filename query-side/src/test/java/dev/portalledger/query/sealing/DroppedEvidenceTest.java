package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Bodies go, and everything that is proven of them stays. */
class DroppedEvidenceTest {

  private static final String ACME = "acme";

  @TempDir private Path folder;

  private final SealedDatabase ledger = new SealedDatabase();

  @BeforeEach
  void sixHundredLeases() {
    ledger.record(ACME, 600);
    ledger.sealAndSign();
  }

  private void retention(String before, long bodies, String leaves) {
    ledger.record(
        ACME,
        "retention.applied",
        """
        {"retentionId":{"value":"r"},"organizationId":{"value":"acme"},"keep":"P7Y","before":"%s","upTo":512,\
        "bodies":%d,"leaves":[%s],"appliedBy":{"value":"subject-operator"},"occurredAt":"2026-03-02T12:00:00Z"}\
        """
            .formatted(before, bodies, leaves));
    ledger.sealAndSign();
  }

  private static String run(long first, long last) {
    return "{\"first\":%d,\"last\":%d}".formatted(first, last);
  }

  private void dropTwoSegments() {
    ledger.drop(ACME, 0, 511);
    retention("2026-03-02T00:00:00Z", 512, run(0, 511));
  }

  @Test
  void a_bundle_without_dropped_bodies_is_accepted_and_says_how_many_and_when() throws IOException {
    var kept =
        Files.writeString(folder.resolve("kept"), ledger.history.latest(ACME).orElseThrow().note());

    dropTwoSegments();

    var said = ledger.verified(ACME, "--since", kept.toString());
    assertThat(said.exit()).as(said.said()).isZero();
    assertThat(said.said())
        .contains("continues the checkpoint of 600 events")
        .contains("89 given, 512 withheld, 512 of them dropped under retention")
        .contains(
            "Under retention the bodies of 512 events from before 2026-03-02T00:00:00Z were"
                + " dropped on 2026-03-02T12:00:00Z by subject-operator.");
    assertThat(ledger.verified(ACME, "--json").said())
        .contains("\"withheldBodies\":512,\"droppedBodies\":512");
    assertThat(report()).contains("The bodies of 512 events were dropped under retention on ");
  }

  @Test
  void each_dropped_event_is_proven_as_before() {
    var root = ledger.history.latest(ACME).orElseThrow().root();
    dropTwoSegments();

    var subtrees = ledger.history.subtrees(ACME);
    assertThat(Base64.getEncoder().encodeToString(MerkleProof.root(600, subtrees))).isEqualTo(root);
    for (var event : ledger.history.stored(ACME, 0, 600)) {
      assertThat(
              ProofCheck.includes(
                  Base64.getDecoder().decode(root),
                  600,
                  event.index(),
                  Hashes.leaf(event.entry().bytes()),
                  MerkleProof.inclusion(event.index(), 600, subtrees).hashes()))
          .as("%d", event.index())
          .isTrue();
      assertThat(event.droppedAt() == null).isEqualTo(event.index() >= 512);
    }
  }

  @Test
  void what_is_recorded_after_it_is_sealed_as_ever() {
    dropTwoSegments();
    ledger.record(ACME, 300);
    ledger.sealAndSign();

    assertThat(ledger.verified(ACME).exit()).isZero();
  }

  @Test
  void bodies_that_no_event_says_were_dropped_are_named() {
    ledger.drop(ACME, 300, 301);

    assertUnclear("the first bad index is 300");
  }

  @Test
  void a_body_more_than_the_event_says_is_named() {
    ledger.drop(ACME, 0, 511);
    retention("2026-03-02T00:00:00Z", 511, run(0, 99) + "," + run(101, 511));

    assertUnclear("the first bad index is 100");
  }

  @Test
  void an_event_cannot_say_it_of_what_was_too_young() {
    ledger.drop(ACME, 0, 99);
    retention("2026-03-01T13:00:00Z", 100, run(0, 99));

    assertUnclear("the first bad index is 59");
  }

  @Test
  void an_event_cannot_say_it_of_what_is_recorded_behind_it() {
    retention("2027-03-01T00:00:00Z", 100, run(500, 699));
    ledger.record(ACME, 100);
    ledger.sealAndSign();
    ledger.drop(ACME, 600 + 1, 600 + 1);

    assertUnclear("the first bad index is 601");
  }

  @Test
  void a_connection_is_never_dropped_whatever_an_event_says() {
    ledger.record(ACME, "portal-connection.connected", "{}");
    ledger.sealAndSign();
    ledger.drop(ACME, 600, 600);
    retention("2027-03-01T00:00:00Z", 1, run(600, 600));

    assertUnclear("the first bad index is 600");
  }

  private void assertUnclear(String why) {
    var said = ledger.verified(ACME);
    assertThat(said.exit()).as(said.said()).isEqualTo(2);
    assertThat(said.said()).contains("no retention recorded in the ledger dropped it", why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload_hash = sha256('other')",
        "meta_data_hash = set_byte(meta_data_hash, 0, get_byte(meta_data_hash, 0) # 1)",
        "time_stamp = time_stamp - interval '1 day'",
        "payload_type = 'lease.write-refused'",
        "payload = '{}', meta_data = '{}', payload_hash = null, meta_data_hash = null, dropped_at = null"
      })
  void whoever_changes_what_is_left_of_it_is_found(String change) throws SQLException {
    dropTwoSegments();
    try (var connection = TestDatabase.asSuperuser(ledger.url).getConnection()) {
      connection.setAutoCommit(false);
      var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      db.sql("set local session_replication_role = replica").update();
      db.sql(
              "update events.event set "
                  + change
                  + " where (txid, global_index) = (select txid, global_index from"
                  + " events.event_position where position = 401)")
          .update();
      var said = ledger.verified(db, ACME);
      connection.rollback();
      assertThat(said.exit()).as(said.said()).isEqualTo(1);
      assertThat(said.said()).contains("the first bad index is 400");
    }
  }

  @Test
  void a_bundle_of_a_period_tells_of_later_droppings_all_the_same() {
    dropTwoSegments();
    var origin = SealedDatabase.ORIGINS.of(ACME);
    var bundle = ledger.bundle(ledger.db, ACME, null, Period.of(null, "2026-03-01"));

    var said =
        Verifier.of(bundle, origin, ledger.key.verifierKey(origin), "--to", "2026-03-02T00:00:00Z");

    assertThat(said.exit()).as(said.said()).isZero();
    assertThat(said.said()).contains("512 of them dropped under retention");
  }

  private String report() throws IOException {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(ledger.bundle(ledger.db, ACME)))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("report.html")) {
          return new String(zip.readAllBytes(), UTF_8);
        }
      }
    }
    throw new AssertionError("no report");
  }
}
