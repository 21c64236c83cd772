package dev.portalledger.query.replay;

import dev.portalledger.query.projections.Comparison.Found;
import dev.portalledger.query.projections.Difference;
import dev.portalledger.query.projections.Parked;
import dev.portalledger.query.projections.TablesBeside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who works on which replay. A turn is kept on the database's clock; every write asks whether it is
 * still ours, so that one who was silent for too long can write nothing any more.
 */
final class Jobs {

  private final JdbcClient db;
  private final String owner;
  private final Duration turn;

  Jobs(JdbcClient db, String owner, Duration turn) {
    this.db = db;
    this.owner = owner;
    this.turn = turn;
  }

  /** The next that nobody works on; first of an organization that has none running. */
  Optional<Job> claim() {
    return db.sql(
            """
            update replay.job
               set state = 'RUNNING', owner = :owner, started_at = coalesce(started_at, clock_timestamp()),
                   claimed_until = clock_timestamp() + make_interval(secs => :turn)
             where replay_id = (
               select replay_id from replay.job as waiting
                where state in ('QUEUED', 'RUNNING') and coalesce(claimed_until < clock_timestamp(), true)
                order by (select count(*) from replay.job as running
                           where running.organization_id = waiting.organization_id
                             and running.state = 'RUNNING' and running.claimed_until >= clock_timestamp()),
                         requested_at, replay_id
                limit 1 for update skip locked)
            returning *
            """)
        .param("owner", owner)
        .param("turn", turn.toSeconds())
        .query((row, _) -> Job.read(row))
        .optional();
  }

  /** As it stands now and nobody else can change it; empty if it is not ours any more. */
  Optional<Job> ours(String id) {
    return db.sql(
            """
            update replay.job set claimed_until = clock_timestamp() + make_interval(secs => :turn)
             where replay_id = :id and owner = :owner and state = 'RUNNING' returning *
            """)
        .param("id", id)
        .param("owner", owner)
        .param("turn", turn.toSeconds())
        .query((row, _) -> Job.read(row))
        .optional();
  }

  void began(Job job, long end) {
    db.sql("update replay.job set end_position = :end, has_tables = true where replay_id = :id")
        .param("end", end)
        .param("id", job.id())
        .update();
  }

  void counted(Job job, long events) {
    db.sql("update replay.job set events = :events where replay_id = :id")
        .param("events", events)
        .param("id", job.id())
        .update();
  }

  void advanced(Job job, long read, long applied, long workingMs, List<Parked> parked) {
    db.sql(
            """
            update replay.job set done = done + :read, applied = applied + :applied,
                   working_ms = working_ms + :working
             where replay_id = :id
            """)
        .param("read", read)
        .param("applied", applied)
        .param("working", workingMs)
        .param("id", job.id())
        .update();
    parked.forEach(each -> park(job, each));
  }

  List<Parked> parked(Job job) {
    return db.sql("select * from replay.parked where replay_id = :id")
        .param("id", job.id())
        .query(
            (row, _) ->
                new Parked(
                    row.getString("read_model"),
                    row.getString("stream"),
                    row.getString("event_id"),
                    row.getString("cause")))
        .list();
  }

  void finished(Job job, Found found) {
    int number = 0;
    var changedFirst = new ArrayList<>(found.differences());
    changedFirst.sort(Comparator.comparing(difference -> difference.column() == null));
    for (var difference : changedFirst) {
      number++;
      keep(job, number, difference);
    }
    db.sql(
            """
            update replay.job set state = 'DONE', ended_at = clock_timestamp(), claimed_until = null,
                   differing = :rows, compared_at = :position
             where replay_id = :id
            """)
        .param("rows", found.rows())
        .param("position", found.position())
        .param("id", job.id())
        .update();
  }

  /** It will never be through. */
  void failed(String id, String why) {
    db.sql(
            """
            update replay.job set state = 'FAILED', failure = :why, ended_at = clock_timestamp(), claimed_until = null
             where replay_id = :id and owner = :owner and state = 'RUNNING'
            """)
        .param("why", why)
        .param("id", id)
        .param("owner", owner)
        .update();
  }

  /** Somebody else may go on with it at once. */
  void release(String id) {
    db.sql("update replay.job set claimed_until = null where replay_id = :id and owner = :owner")
        .param("id", id)
        .param("owner", owner)
        .update();
  }

  /** Within a transaction: drops the tables of one whose are not wanted any more. */
  boolean dropOne(int kept) {
    var unwanted =
        db.sql(
                """
                select number from replay.job
                 where has_tables and (state in ('CANCELLED', 'FAILED') or state = 'DONE' and :kept <=
                         (select count(*) from replay.job as later
                           where later.organization_id = job.organization_id and later.state = 'DONE'
                             and later.ended_at > job.ended_at))
                 limit 1 for update skip locked
                """)
            .param("kept", kept)
            .query(Integer.class)
            .optional();
    unwanted.ifPresent(this::drop);
    return unwanted.isPresent();
  }

  private void drop(int number) {
    new TablesBeside(db, "r" + number).drop();
    db.sql("update replay.job set has_tables = false where number = :number")
        .param("number", number)
        .update();
  }

  private void park(Job job, Parked parked) {
    db.sql(
            """
            insert into replay.parked (replay_id, read_model, stream, event_id, cause)
            values (:id, :model, :stream, :event, :cause)
            """)
        .param("id", job.id())
        .param("model", parked.model())
        .param("stream", parked.stream())
        .param("event", parked.eventId())
        .param("cause", parked.cause())
        .update();
  }

  private void keep(Job job, int number, Difference found) {
    db.sql(
            """
            insert into replay.difference
              (replay_id, number, table_name, portal_id, row_key, column_name, replayed, live)
            values (:id, :number, :table, cast(:portal as bigint), :key, :column, :replayed, :live)
            """)
        .param("id", job.id())
        .param("number", number)
        .param("table", found.table())
        .param("portal", text(found.portalId()))
        .param("key", found.key())
        .param("column", found.column())
        .param("replayed", found.replayed())
        .param("live", found.live())
        .update();
  }

  private static @Nullable String text(@Nullable Long number) {
    return number == null ? null : number.toString();
  }
}
