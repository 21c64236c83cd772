package dev.portalledger.command.proof;

import dev.portalledger.events.subject.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stops ending connections when too many die at once: then HubSpot is more likely to be wrong than
 * they are dead. Its state is one row, so that all nodes doubt together; whoever asks locks it.
 */
@Component
class EndingGuard {

  private static final Logger log = LoggerFactory.getLogger(EndingGuard.class);

  private final JdbcClient db;
  private final TransactionOperations transaction;

  EndingGuard(JdbcClient db, TransactionOperations transaction) {
    this.db = db;
    this.transaction = transaction;
  }

  GuardController.State state() {
    return db.sql(
            """
            select open_since, let_through_until,
                   (select count(*) from proof.connection where held_since is not null) as held
              from command.ending_guard
            """)
        .query(
            (row, _) ->
                new GuardController.State(
                    instant(row, "open_since"),
                    row.getInt("held"),
                    instant(row, "let_through_until")))
        .single();
  }

  /** Somebody knows that HubSpot is right. */
  void release(SubjectId operator) {
    log.warn("Operator {} says that the deaths are real; for an hour all of them count", operator);
    transaction.executeWithoutResult(
        _ -> {
          db.sql(
                  """
                  update command.ending_guard
                     set let_through_until = clock_timestamp() + interval '1 hour'
                  """)
              .update();
          close();
        });
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private record Count(boolean open, boolean letThrough, int ended) {}

  boolean isOpen() {
    return db.sql("select open_since is not null from command.ending_guard")
        .query(Boolean.class)
        .single();
  }

  /** Whether this connection may end now. If not, it is as alive as before. */
  boolean admits(Due due) {
    return Boolean.TRUE.equals(transaction.execute(_ -> admitsLocked(due)));
  }

  private boolean admitsLocked(Due due) {
    var count = lock();
    if (count.letThrough()) {
      return true;
    }
    if (count.open()) {
      return false;
    }
    if (!GuardRules.isFew(count.ended())
        && !GuardRules.oneMore(count.ended(), living(count.ended()))) {
      open(count);
      return false;
    }
    db.sql(
            """
            insert into command.ending (organization_id, portal_id, generation)
            values (:organization, :portal, :generation) on conflict do nothing
            """)
        .param("organization", due.organization().value())
        .param("portal", due.portal().value())
        .param("generation", due.generation())
        .update();
    return true;
  }

  private void open(Count count) {
    log.error(
        "ALARM: {} connections died within ten minutes, one in twenty of all or as many as HubSpot"
            + " confirmed. It is doubted: nothing ends on its word until fewer are dead, or an"
            + " operator says that it is true.",
        count.ended());
    db.sql("update command.ending_guard set open_since = clock_timestamp()").update();
  }

  /**
   * Closes the guard once ten minutes have passed and no more are held than may end anyway. Those
   * are looked at again at once.
   */
  void reconsider() {
    if (isOpen()) {
      transaction.executeWithoutResult(_ -> reconsiderLocked());
    }
  }

  private void reconsiderLocked() {
    var count = lock();
    if (count.open() && mayClose()) {
      log.warn("HubSpot is believed again: few connections are dead by now");
      close();
    }
  }

  private boolean mayClose() {
    int held =
        db.sql("select count(*) from proof.connection where held_since is not null")
            .query(Integer.class)
            .single();
    return GuardRules.mayClose(held, living(held))
        && db.sql(
                """
                select open_since < clock_timestamp() - interval '10 minutes'
                  from command.ending_guard
                """)
            .query(Boolean.class)
            .single();
  }

  /** Counts no further than a decision about so many dead needs: there may be millions. */
  private GuardRules.Living living(int dead) {
    return db.sql(
            """
            select (select count(*)
                      from (select from proof.connection where state = 'LIVE' limit :alive) as counted),
                   (select count(*)
                      from (select from proof.connection
                             where state = 'LIVE' and held_since is null
                               and proven_at > clock_timestamp() - interval '10 minutes'
                             limit :confirmed) as counted)
            """)
        .param("alive", GuardRules.aliveThatMatter(dead))
        .param("confirmed", GuardRules.confirmedThatMatter(dead))
        .query((row, _) -> new GuardRules.Living(row.getInt(1), row.getInt(2)))
        .single();
  }

  private void close() {
    db.sql("update command.ending_guard set open_since = null").update();
    db.sql("delete from command.ending where admitted_at < clock_timestamp() - interval '1 day'")
        .update();
    db.sql(
            """
            update proof.connection set next_at = clock_timestamp() where held_since is not null
            """)
        .update();
  }

  private Count lock() {
    var _ = db.sql("select 1 from command.ending_guard for update").query(Integer.class).single();
    return db.sql(
            """
            select open_since is not null as open,
                   coalesce(let_through_until > clock_timestamp(), false) as let_through,
                   (select count(*) from command.ending
                     where admitted_at > clock_timestamp() - interval '10 minutes') as ended
              from command.ending_guard
            """)
        .query(
            (row, _) ->
                new Count(
                    row.getBoolean("open"), row.getBoolean("let_through"), row.getInt("ended")))
        .single();
  }
}
