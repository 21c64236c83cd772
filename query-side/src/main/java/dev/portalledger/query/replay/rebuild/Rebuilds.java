package dev.portalledger.query.replay.rebuild;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which read models are to be read anew or compared, and how that stands. */
final class Rebuilds {

  /** A rebuild as {@link Rebuild#read} takes it. */
  static final String ROWS =
      """
      select rebuild.*, (select count(*) from replay.rebuild_parked as p where p.number = rebuild.number) as parked
        from replay.rebuild
      """;

  private final JdbcClient db;

  Rebuilds(JdbcClient db) {
    this.db = db;
  }

  /**
   * Asks for one; whoever asks while one is under way gets that one.
   *
   * @param force switches although streams could not be read that the live view may have
   */
  Rebuild request(String model, Kind kind, boolean force) {
    db.sql(
            """
            insert into replay.rebuild (read_model, kind, force) values (:model, :kind, :force) on conflict do nothing
            """)
        .param("model", model)
        .param("kind", kind.name())
        .param("force", force)
        .update();
    return latest(model, kind).orElseThrow();
  }

  /** A check of each read model that had none for so long. */
  void requestDueChecks(List<String> models, Duration every, Duration sinceStart) {
    for (var model : models) {
      db.sql(
              """
              insert into replay.rebuild (read_model, kind) select :model, 'CHECK'
               where clock_timestamp() - make_interval(secs => :every) >=
                     coalesce((select max(requested_at) from replay.rebuild where read_model = :model and kind = 'CHECK'),
                              clock_timestamp() - make_interval(secs => :sinceStart))
              on conflict do nothing
              """)
          .param("model", model)
          .param("every", every.toSeconds())
          .param("sinceStart", sinceStart.toSeconds())
          .update();
    }
  }

  Optional<Rebuild> latest(String model, Kind kind) {
    return db.sql(ROWS + " where read_model = :model and kind = :kind order by number desc limit 1")
        .param("model", model)
        .param("kind", kind.name())
        .query((row, _) -> Rebuild.read(row))
        .optional();
  }

  /** The latest check that was carried through. */
  Optional<Rebuild> lastCheck(String model) {
    return db.sql(
            ROWS
                + " where read_model = :model and kind = 'CHECK' and state = 'DONE'"
                + " order by number desc limit 1")
        .param("model", model)
        .query((row, _) -> Rebuild.read(row))
        .optional();
  }

  boolean cancel(String model) {
    return db.sql(
                """
                update replay.rebuild set state = 'CANCELLED', ended_at = clock_timestamp()
                 where read_model = :model and kind = 'REBUILD' and state in ('QUEUED', 'RUNNING')
                """)
            .param("model", model)
            .update()
        > 0;
  }
}
