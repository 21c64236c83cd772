package dev.portalledger.standalone.kill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 during load, twelve times, of PostgreSQL and of the process that records in turn. */
class KillTest {

  private static final int KILLS = 12;

  @TempDir private Path folder;

  @Test
  @DisplayName("R1, R24: killed in turn, nothing acknowledged is lost and positions have no hole")
  void nothing_acknowledged_is_lost_and_positions_have_no_hole() throws Exception {
    try (var victims = new Victims(folder, "--deaf=false")) {
      killInTurn(victims);

      assertThat(lost(victims)).isEmpty();
      assertThat(victims.acknowledged).hasSizeGreaterThan(KILLS * Victims.ACKNOWLEDGED_BETWEEN);
      assertPositionsAreInCommitOrder(victims);
    }
  }

  /** The test has teeth: who does not wait for the disk loses what was acknowledged. */
  @Test
  void with_synchronous_commit_off_something_acknowledged_is_lost() throws Exception {
    try (var victims = new Victims(folder, "--deaf=true")) {
      killInTurn(victims);

      assertThat(lost(victims)).isNotEmpty();
    }
  }

  private static void killInTurn(Victims victims) throws Exception {
    victims.startWriter();
    for (int kill = 0; kill < KILLS; kill++) {
      victims.awaitProgress();
      if (kill % 2 == 0) {
        victims.killDatabase();
      } else {
        victims.killWriter();
        victims.startWriter();
      }
    }
    victims.awaitProgress();
    victims.killWriter();
  }

  private static Set<String> lost(Victims victims) {
    var lost = new HashSet<>(victims.acknowledged);
    victims
        .db()
        .queryForList("select aggregate_identifier from events.event", String.class)
        .forEach(lost::remove);
    return lost;
  }

  private static void assertPositionsAreInCommitOrder(Victims victims) {
    var db = victims.db();
    long given =
        requireNonNull(db.queryForObject("select count(*) from events.event_position", Long.class));
    assertThat(given).isGreaterThan(KILLS);
    assertThat(
            db.queryForList(
                "select position from events.event_position order by position", Long.class))
        .isEqualTo(LongStream.rangeClosed(1, given).boxed().toList());
    assertThat(
            db.queryForList(
                "select global_index from events.event_position order by position", Long.class))
        .isEqualTo(
            db.queryForList(
                "select global_index from events.event order by txid, global_index limit ?",
                Long.class,
                given));
  }
}
