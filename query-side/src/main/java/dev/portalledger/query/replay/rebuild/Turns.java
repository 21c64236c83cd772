package dev.portalledger.query.replay.rebuild;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.projections.Comparison.Found;
import dev.portalledger.query.projections.Difference;
import dev.portalledger.query.projections.Parked;
import dev.portalledger.query.projections.TablesBeside;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who works on which rebuild, and what whoever has the turn writes down. As with replays, a turn is
 * kept on the database's clock, and who lost it can write nothing any more.
 */
final class Turns {

  private final JdbcClient db;
  private final String owner;
  private final Duration turn;

  Turns(JdbcClient db, String owner, Duration turn) {
    this.db = db;
    this.owner = owner;
    this.turn = turn;
  }

  /** The next that nobody works on; rebuilds before checks. */
  Optional<Rebuild> claim() {
    return ours(
        """
        number = (select number from replay.rebuild
                   where state in ('QUEUED', 'RUNNING') and coalesce(claimed_until < clock_timestamp(), true)
                   order by kind desc, number limit 1 for update skip locked)
        """);
  }

  /** As it stands now and nobody else can change it; empty if it is not ours any more. */
  Optional<Rebuild> ours(int number) {
    return ours("number = " + number + " and owner = :owner and state = 'RUNNING'");
  }

  private Optional<Rebuild> ours(String which) {
    var number =
        db.sql(
                """
                update replay.rebuild
                   set state = 'RUNNING', owner = :owner, started_at = coalesce(started_at, clock_timestamp()),
                       claimed_until = clock_timestamp() + make_interval(secs => :turn)
                 where %s returning number
                """
                    .formatted(which))
            .param("owner", owner)
            .param("turn", turn.toSeconds())
            .query(Integer.class)
            .optional();
    return number.map(this::one);
  }

  private Rebuild one(int number) {
    return db.sql(Rebuilds.ROWS + " where number = :number")
        .param("number", number)
        .query((row, _) -> Rebuild.read(row))
        .single();
  }

  boolean hasTables(Rebuild rebuild) {
    return requireNonNull(
        db.sql("select has_tables from replay.rebuild where number = :number")
            .param("number", rebuild.number())
            .query(Boolean.class)
            .single());
  }

  void created(Rebuild rebuild) {
    db.sql("update replay.rebuild set has_tables = true where number = :number")
        .param("number", rebuild.number())
        .update();
  }

  void enter(Rebuild rebuild, Phase phase) {
    db.sql("update replay.rebuild set phase = :phase where number = :number")
        .param("phase", phase.name())
        .param("number", rebuild.number())
        .update();
  }

  void advanced(Rebuild rebuild, long position, long head, long workingMs, List<Parked> parked) {
    db.sql(
            """
            update replay.rebuild set position = :position, head = :head, working_ms = working_ms + :working
             where number = :number
            """)
        .param("position", position)
        .param("head", head)
        .param("working", workingMs)
        .param("number", rebuild.number())
        .update();
    parked.forEach(each -> park(rebuild, each));
  }

  private void park(Rebuild rebuild, Parked parked) {
    db.sql(
            """
            insert into replay.rebuild_parked (number, stream, event_id, cause)
            values (:number, :stream, :event, :cause) on conflict do nothing
            """)
        .param("number", rebuild.number())
        .param("stream", parked.stream())
        .param("event", parked.eventId())
        .param("cause", parked.cause())
        .update();
  }

  List<Parked> parked(Rebuild rebuild) {
    return db.sql("select * from replay.rebuild_parked where number = :number")
        .param("number", rebuild.number())
        .query(
            (row, _) ->
                new Parked(
                    rebuild.projection(),
                    row.getString("stream"),
                    row.getString("event_id"),
                    row.getString("cause")))
        .list();
  }

  /** Streams that the live view has taken and this has not. */
  List<String> parkedHereOnly(Rebuild rebuild) {
    return db.sql(
            """
            select stream from replay.rebuild_parked where number = :number
               and not (select force from replay.rebuild where number = :number)
            except select sequence_identifier from events.dead_letter_entry where processing_group = :model
            """)
        .param("number", rebuild.number())
        .param("model", rebuild.projection())
        .query(String.class)
        .list();
  }

  void switched(Rebuild rebuild, long position) {
    db.sql(
            """
            update replay.rebuild set state = 'DONE', ended_at = clock_timestamp(), claimed_until = null,
                   position = :position, head = :position, has_tables = false
             where number = :number
            """)
        .param("position", position)
        .param("number", rebuild.number())
        .update();
  }

  void compared(Rebuild rebuild, Found found) {
    int line = 0;
    for (var difference : found.differences()) {
      line++;
      keep(rebuild, line, difference);
    }
    db.sql(
            """
            update replay.rebuild set state = 'DONE', ended_at = clock_timestamp(), claimed_until = null,
                   compared_at = :position, differing = :rows
             where number = :number
            """)
        .param("position", found.position())
        .param("rows", found.rows())
        .param("number", rebuild.number())
        .update();
  }

  private void keep(Rebuild rebuild, int line, Difference found) {
    db.sql(
            """
            insert into replay.rebuild_difference
              (number, line, organization_id, table_name, row_key, column_name, replayed, live)
            values (:number, :line, :organization, :table, :key, :column, :replayed, :live)
            """)
        .param("number", rebuild.number())
        .param("line", line)
        .param("organization", found.organization())
        .param("table", found.table())
        .param("key", found.key())
        .param("column", found.column())
        .param("replayed", found.replayed())
        .param("live", found.live())
        .update();
  }

  void failed(int number, String why) {
    db.sql(
            """
            update replay.rebuild set state = 'FAILED', failure = :why, ended_at = clock_timestamp(), claimed_until = null
             where number = :number and owner = :owner and state = 'RUNNING'
            """)
        .param("why", why)
        .param("number", number)
        .param("owner", owner)
        .update();
  }

  void release(int number) {
    db.sql(
            "update replay.rebuild set claimed_until = null where number = :number and owner = :owner")
        .param("number", number)
        .param("owner", owner)
        .update();
  }

  /** Within a transaction: drops the tables of one that is over. */
  boolean dropOne() {
    var over =
        db.sql(
                """
                select number from replay.rebuild where has_tables and state in ('DONE', 'CANCELLED', 'FAILED')
                 limit 1 for update skip locked
                """)
            .query(Integer.class)
            .optional();
    over.ifPresent(this::drop);
    return over.isPresent();
  }

  private void drop(int number) {
    new TablesBeside(db, "b" + number).drop();
    db.sql("update replay.rebuild set has_tables = false where number = :number")
        .param("number", number)
        .update();
  }
}
