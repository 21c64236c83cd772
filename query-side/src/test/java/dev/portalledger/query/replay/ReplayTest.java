package dev.portalledger.query.replay;

import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.minutesLater;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.replay.ReplayId;
import dev.portalledger.events.replay.ReplayRequested;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.replay.Replayer.Step;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReplayTest {

  private final ReplayedLedger ledger = new ReplayedLedger();

  @AfterEach
  void work() {
    if (!ReplayedLedger.workers().isRunning()) {
      ReplayedLedger.workers().start();
    }
  }

  @Test
  void what_is_recorded_gives_what_is_shown() {
    ledger.connect(1);
    ledger.connect(2);
    ledger.expire(2, 1);

    var id = ledger.request(null);
    var replay = ledger.finished(id);

    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(ledger.differences(id)).isEmpty();
    assertThat(replay.differing()).isZero();
    assertThat(replay.done()).isEqualTo(5);
    assertThat(replay.events()).isEqualTo(5);
    assertThat(ledger.accounts(id)).containsExactly("1 CONNECTED", "2 EXPIRED");
  }

  @Test
  void a_row_that_history_does_not_give_is_named_value_by_value_and_the_live_rows_stay() {
    ledger.connect(1);
    ledger.connect(2);
    ledger.awaitLive();
    ledger
        .db
        .sql("update query.client_accounts set status = 'EXPIRED' where portal_id = :portal")
        .param("portal", ledger.portal(1).value())
        .update();
    ledger
        .db
        .sql("delete from query.audit_trail where portal_id = :portal")
        .param("portal", ledger.portal(2).value())
        .update();
    ReplayedLedger.workers().stop();
    var id = ledger.request(null);
    ledger.awaitLive();
    var before = ReplayedLedger.fingerprintOfLive();
    ReplayedLedger.workers().start();

    var replay = ledger.finished(id);

    assertThat(ledger.differences(id))
        .containsExactlyInAnyOrder(
            "client_accounts %d status: CONNECTED, EXPIRED".formatted(ledger.portal(1).value()),
            "audit_trail %d null: there, null".formatted(ledger.portal(2).value()));
    assertThat(replay.differing()).isEqualTo(2);
    assertThat(ReplayedLedger.fingerprintOfLive()).isEqualTo(before);
  }

  @Test
  void a_past_moment_shows_what_was_so_then_and_what_is_different_today() {
    ledger.connect(1);
    ledger.expire(1, 1);

    var then = ledger.request(minutesLater(9));
    var later = ledger.request(minutesLater(10));

    assertThat(ledger.finished(then).applied()).isEqualTo(2);
    assertThat(ledger.accounts(then)).containsExactly("1 CONNECTED");
    assertThat(ledger.differences(then))
        .contains(
            "client_accounts %d status: CONNECTED, EXPIRED".formatted(ledger.portal(1).value()));
    assertThat(ledger.finished(later).state()).isEqualTo(State.DONE);
    assertThat(ledger.accounts(later)).containsExactly("1 EXPIRED");
  }

  @Test
  void the_end_is_fixed_at_the_beginning_and_what_comes_later_is_no_difference() {
    ReplayedLedger.workers().stop();
    ledger.connect(1);
    var id = ledger.request(null);
    ledger.awaitLive();
    var jobs = ReplayedLedger.jobs("slow-node");
    var node = ReplayedLedger.node(jobs);
    assertThat(claim(jobs)).isEqualTo(id);
    assertThat(node.step(id)).isEqualTo(Step.GO_ON);

    ledger.connect(2);
    ledger.expire(1, 1);
    finish(node, id);

    assertThat(ledger.find(id).done()).isEqualTo(3);
    assertThat(ledger.accounts(id)).containsExactly("1 CONNECTED");
    assertThat(ledger.differences(id)).isEmpty();
    assertThat(ledger.find(id).comparedAt()).isGreaterThan(ledger.find(id).endPosition());
  }

  @Test
  void a_replay_whose_node_was_killed_is_finished_by_another_from_where_it_was() {
    ReplayedLedger.workers().stop();
    IntStream.range(0, 25).forEach(ledger::connect);
    var id = ledger.request(null);
    ledger.awaitLive();
    var jobs = ReplayedLedger.jobs("killed-node");
    var killed = ReplayedLedger.node(jobs);
    assertThat(claim(jobs)).isEqualTo(id);
    while (ledger.find(id).done() < 20) {
      assertThat(killed.step(id)).isNotEqualTo(Step.OVER);
    }
    var midway = ledger.find(id);
    assertThat(midway.state()).isEqualTo(State.RUNNING);
    assertThat(midway.events()).isEqualTo(27);
    assertThat(midway.secondsLeft()).isNotNull();

    ledger.silence(id);
    ReplayedLedger.workers().start();
    var replay = ledger.finished(id);

    assertThat(replay.done()).isEqualTo(27);
    assertThat(replay.endPosition()).isEqualTo(midway.endPosition());
    assertThat(ledger.accounts(id)).hasSize(25);
    assertThat(ledger.differences(id)).isEmpty();
    assertThat(killed.step(id)).isEqualTo(Step.OVER);
    assertThat(ledger.find(id)).isEqualTo(replay);
  }

  @Test
  void who_was_silent_too_long_writes_nothing_any_more() {
    ReplayedLedger.workers().stop();
    ledger.connect(1);
    var id = ledger.request(null);
    ledger.awaitLive();
    var jobs = ReplayedLedger.jobs("stalled-node");
    var stalled = ReplayedLedger.node(jobs);
    claim(jobs);
    ledger.silence(id);
    var others = ReplayedLedger.jobs("quick-node");
    assertThat(claim(others)).isEqualTo(id);

    assertThat(stalled.step(id)).isEqualTo(Step.OVER);
    assertThat(ledger.find(id).endPosition()).isNull();
    finish(ReplayedLedger.node(others), id);
    assertThat(ledger.find(id).state()).isEqualTo(State.DONE);
  }

  @Test
  void a_request_that_comes_again_starts_nothing_twice() {
    ledger.connect(1);
    var id = ledger.request(null);
    var replay = ledger.finished(id);
    var projection = new ReplaysProjection(ledger.db);

    projection.on(
        new ReplayRequested(new ReplayId(id), ledger.organization, null, "again", OLIVIA, NOON));

    assertThat(ledger.find(id)).isEqualTo(replay);
  }

  @Test
  void a_cancelled_replay_stops_and_leaves_no_tables() {
    ReplayedLedger.workers().stop();
    IntStream.range(0, 25).forEach(ledger::connect);
    var id = ledger.request(null);
    ledger.awaitLive();
    var jobs = ReplayedLedger.jobs("node");
    var node = ReplayedLedger.node(jobs);
    claim(jobs);
    while (ledger.find(id).done() < 10) {
      node.step(id);
    }
    assertThat(ledger.tablesOf(id)).isNotEmpty();

    ledger.cancel(id);

    assertThat(node.step(id)).isEqualTo(Step.OVER);
    assertThat(ledger.find(id).done()).isEqualTo(10);
    ReplayedLedger.workers().start();
    ledger.await(() -> ledger.tablesOf(id).isEmpty());
    assertThat(ledger.accounts(id)).isEmpty();
  }

  @Test
  void what_cannot_be_read_is_left_out_with_the_rest_of_its_stream_as_in_the_live_views() {
    ledger.expire(1, 0);
    ledger.record(
        "portal-" + ledger.portal(1), 1, connected(ledger.organization, ledger.portal(1)));
    ledger.connect(2);

    var id = ledger.request(null);
    var replay = ledger.finished(id);

    assertThat(replay.parked()).isEqualTo(1);
    assertThat(ledger.accounts(id)).containsExactly("2 CONNECTED");
    assertThat(ledger.differences(id)).isEmpty();
    ledger
        .db
        .sql("delete from events.dead_letter_entry where sequence_identifier = :stream")
        .param("stream", "portal-" + ledger.portal(1))
        .update();
  }

  @Test
  void an_event_that_is_not_in_the_database_any_more_is_told() {
    ledger.connect(1);
    ledger.connect(2);
    ledger.awaitLive();
    var superuser = JdbcClient.create(TestDatabase.asSuperuser(TestDatabase.url()));
    superuser
        .sql(
            """
            do $$ begin
              set local session_replication_role = replica;
              delete from events.event where aggregate_identifier = 'portal-%d';
            end $$
            """
                .formatted(ledger.portal(1).value()))
        .update();

    var id = ledger.request(null);

    assertThat(ledger.finished(id).state()).isEqualTo(State.FAILED);
    assertThat(ledger.find(id).failure()).contains("missing");
  }

  @Test
  void the_queue_is_seen_and_nobody_is_kept_waiting_by_the_many_of_another() {
    ReplayedLedger.workers().stop();
    var other = new ReplayedLedger();
    var first = ledger.request(null);
    var second = ledger.request(null);
    var others = other.request(null);
    assertThat(ledger.find(first).ahead()).isZero();
    assertThat(ledger.find(second).ahead()).isPositive();

    var jobs = ReplayedLedger.jobs("node");
    assertThat(claim(jobs)).isEqualTo(first);
    assertThat(claim(jobs)).isEqualTo(others);
    assertThat(claim(jobs)).isEqualTo(second);
    var nothing = ReplayedLedger.transaction().execute(_ -> jobs.claim());
    assertThat(requireNonNull(nothing).isPresent()).isFalse();

    for (var id : List.of(first, second, others)) {
      jobs.release(id);
    }
  }

  @Test
  void only_so_many_are_kept_and_what_older_ones_found_is_still_told() {
    ledger.connect(1);
    var first = ledger.request(null);
    ledger.finished(first);
    var second = ledger.request(null);
    ledger.finished(second);

    ReplayedLedger.workers().stop();
    var jobs = ReplayedLedger.jobs("node");
    while (Boolean.TRUE.equals(ReplayedLedger.transaction().execute(_ -> jobs.dropOne(1)))) {}

    assertThat(ledger.tablesOf(first)).isEmpty();
    assertThat(ledger.tablesOf(second)).isNotEmpty();
    assertThat(ledger.find(first).accounts()).isFalse();
    assertThat(ledger.find(first).differing()).isZero();
    assertThat(ledger.accounts(first)).isEmpty();
  }

  @Test
  @DisplayName("T18: another organization's replay is none")
  void nobody_reads_the_replay_of_another() {
    var id = ledger.request(null);
    ledger.finished(id);
    var stranger = new OrganizationId("somebody-else");

    assertThat(ledger.replays.find(stranger, id)).isEmpty();
    assertThat(ledger.replays.latest(stranger)).isEmpty();
    assertThat(ledger.replays.accounts(stranger, id, 0, 10)).isEmpty();
    assertThat(ledger.replays.differences(stranger, id, 0, 10)).isEmpty();
  }

  private static String claim(Jobs jobs) {
    return requireNonNull(ReplayedLedger.transaction().execute(_ -> jobs.claim()))
        .orElseThrow()
        .id();
  }

  private void finish(Replayer node, String id) {
    ledger.await(() -> node.step(id) == Step.OVER);
    assertThat(ledger.find(id).state()).isEqualTo(State.DONE);
  }
}
