package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Transaction numbers begin anew in another cluster; the order of events does not. */
class RestoredDatabaseTest {

  record Noted(String text) {}

  private static final EventTypes TYPES =
      EventTypes.of(List.of(new EventType("note.noted", "1", Noted.class)));
  private static final long FAR_AHEAD = 4_000_000_000L;

  private final String database = TestServer.migratedDatabase();
  private final Store store = new Store(database, TYPES);
  private final JdbcClient owner = TestServer.as("ledger_owner", database);

  @BeforeEach
  void record_before_the_dump() {
    store.append("old-1", 0, new Noted("old-1"));
    store.append("old-2", 0, new Noted("old-2"));
    store.sequence();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_restored_database_is_refused_until_its_owner_has_run_the_migrations() {
    restoreFromElsewhere(FAR_AHEAD);

    assertThatThrownBy(() -> DatabaseCheck.require(DatabaseCheckTest.application(database)))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("restored from a dump");

    TestServer.owner(database).migrate("events");

    assertThatCode(() -> DatabaseCheck.require(DatabaseCheckTest.application(database)))
        .doesNotThrowAnyException();
  }

  @Test
  void new_events_stand_behind_the_restored_ones_which_keep_their_places() {
    restoreFromElsewhere(FAR_AHEAD);
    var before = store.places();

    TestServer.owner(database).migrate("events");
    store.append("new-1", 0, new Noted("new-1"));
    store.append("new-2", 0, new Noted("new-2"));
    store.sequence();

    assertThat(store.places().subList(0, before.size())).isEqualTo(before);
    assertThat(streams()).containsExactly("old-1", "old-2", "new-1", "new-2");
    assertGapless();
    assertThat(txids()).isSorted();
    assertThat(txids().get(2)).isGreaterThan((Long) before.getLast().get("txid"));
  }

  @Test
  void events_that_had_no_position_in_the_dump_get_theirs_before_the_new_ones() {
    store.append("last-1", 0, new Noted("last-1"));
    restoreFromElsewhere(FAR_AHEAD);

    TestServer.owner(database).migrate("events");
    store.append("new-1", 0, new Noted("new-1"));
    store.sequence();

    assertThat(streams()).containsExactly("old-1", "old-2", "last-1", "new-1");
    assertGapless();
  }

  @Test
  void a_database_may_be_restored_again_and_again() {
    restoreFromElsewhere(FAR_AHEAD);
    TestServer.owner(database).migrate("events");
    store.append("new-1", 0, new Noted("new-1"));
    store.sequence();

    restoreFromElsewhere(2 * FAR_AHEAD);
    TestServer.owner(database).migrate("events");
    store.append("new-2", 0, new Noted("new-2"));
    store.sequence();

    assertThat(streams()).containsExactly("old-1", "old-2", "new-1", "new-2");
    assertThat(txids()).isSorted();
    assertGapless();
  }

  @Test
  void running_the_migrations_again_in_the_same_cluster_adds_nothing_more() {
    restoreFromElsewhere(FAR_AHEAD);
    TestServer.owner(database).migrate("events");
    long added = offset();

    TestServer.owner(database).migrate("events");

    assertThat(offset()).isEqualTo(added);
    assertThat(added).isGreaterThanOrEqualTo(FAR_AHEAD);
  }

  /** As pg_upgrade does it: another cluster, but its counter goes on where the old one ended. */
  @Test
  void a_cluster_whose_counter_is_ahead_anyway_needs_no_offset() {
    owner.sql("update events.sequencer set cluster = 1").update();

    TestServer.owner(database).migrate("events");
    store.append("new-1", 0, new Noted("new-1"));
    store.sequence();

    assertThat(offset()).isZero();
    assertThat(streams()).containsExactly("old-1", "old-2", "new-1");
    assertThatCode(() -> DatabaseCheck.require(DatabaseCheckTest.application(database)))
        .doesNotThrowAnyException();
  }

  /** As if all that is here had been recorded in a cluster that counted much further. */
  private void restoreFromElsewhere(long countedFurtherBy) {
    owner
        .sql(
            """
            alter table events.event disable trigger user;
            alter table events.event_position disable trigger user;
            update events.event set txid = txid + %1$s where txid < %1$s;
            update events.event_position set txid = txid + %1$s where txid < %1$s;
            update events.sequencer set cluster = cluster + 1,
                   txid = case when txid < %1$s then txid + %1$s else txid end;
            alter table events.event enable trigger user;
            alter table events.event_position enable trigger user;
            """
                .formatted(countedFurtherBy))
        .update();
  }

  private long offset() {
    return owner.sql("select txid_offset from events.sequencer").query(Long.class).single();
  }

  private List<Object> streams() {
    return store.places().stream().map(place -> place.get("stream")).toList();
  }

  private List<Long> txids() {
    return store.places().stream().map(place -> (Long) place.get("txid")).toList();
  }

  private void assertGapless() {
    var positions = store.places().stream().map(place -> place.get("position")).toList();
    assertThat(positions).isEqualTo(LongStream.rangeClosed(1, positions.size()).boxed().toList());
  }
}
