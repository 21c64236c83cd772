package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whoever owns the database changes it, as it likes; the auditor's verifier names the event. */
class TamperedDatabaseTest {

  private static final int EVENTS = 300;
  private static final int TIMES = 20;

  private static SealedDatabase ledger;

  /** {@code :n} is the index of an event, {@code :p} its position. */
  private static final List<String> WAYS =
      List.of(
          "update events.event set payload = 'other' where %1$s",
          "update events.event set meta_data = 'other' where %1$s",
          "update events.event set time_stamp = time_stamp - interval '1 day' where %1$s",
          "update events.event set event_identifier = gen_random_uuid() where %1$s",
          "update events.event set type = null where %1$s",
          "update events.event set tenant = 'globex' where %1$s",
          "update events.event set payload_revision = '2' where %1$s",
          "update events.event set payload_type = 'lease.write-refused' where %1$s",
          "update events.event set sequence_number = 1 where %1$s",
          "delete from events.event where %1$s",
          "delete from events.event_position where position = %2$d",
          """
          update events.event_position as p set txid = q.txid, global_index = q.global_index
            from events.event_position as q
           where p.position in (%2$d, %3$d) and q.position in (%2$d, %3$d) and p.position <> q.position\
          """,
          "delete from sealing.leaf where organization = 'acme' and index = %4$d",
          "update sealing.leaf set hash = sha256('x') where organization = 'acme' and index = %4$d",
          "update sealing.leaf set position = %3$d where organization = 'acme' and index = %4$d");

  @BeforeAll
  static void seal() {
    ledger = new SealedDatabase();
    ledger.record("globex", 7);
    ledger.record("acme", EVENTS);
    ledger.sealAndSign();
  }

  @Test
  @DisplayName(
      "T29: each of 300 changes made by the owner of the database is found, its event named")
  void every_change_in_the_database_is_found_and_named() throws SQLException {
    var random = new Random(11);
    var found = new AtomicInteger();
    for (String way : WAYS) {
      for (int i = 0; i < TIMES; i++) {
        int index = random.nextInt(EVENTS - 1);
        var said = afterwards(change(way, index));
        assertThat(said.exit()).as("%s%n%s", change(way, index), said.said()).isEqualTo(1);
        assertThat(said.said()).as(way).endsWith("the first bad index is " + index + "\n");
        found.incrementAndGet();
      }
    }
    assertThat(found).hasValue(TIMES * WAYS.size());
    assertThat(ledger.verified("acme").exit()).as("and nothing of it stayed").isZero();
  }

  private static String change(String way, int index) {
    long position = index + 8L;
    var event =
        "(txid, global_index) = (select txid, global_index from events.event_position where"
            + " position = "
            + position
            + ")";
    return way.formatted(event, position, position + 1, index);
  }

  /** What the verifier says of it; then it is undone. */
  private static Verifier afterwards(String change) throws SQLException {
    try (var connection = TestDatabase.asSuperuser(ledger.url).getConnection()) {
      connection.setAutoCommit(false);
      var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      db.sql("set local session_replication_role = replica").update();
      assertThat(db.sql(change).update()).as(change).isPositive();
      var said = ledger.verified(db, "acme");
      connection.rollback();
      return said;
    }
  }
}
