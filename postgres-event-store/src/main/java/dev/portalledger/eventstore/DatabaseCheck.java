package dev.portalledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses a database on which a promise of the event store would not hold. Asked as the
 * application's own login, so that it says what is so, whatever a configuration file says.
 */
final class DatabaseCheck {

  private static final int OLDEST_VERSION = 17_00_00;
  private static final String OLD =
      "PostgreSQL is older than 17 and cannot bound a transaction: update it";

  /**
   * What the database says of itself and of the session.
   *
   * @param version as {@code server_version_num}
   * @param transactionTimeout in ms, like the other two; 0: none
   * @param owner whether the login owns the events
   * @param rewrites whether the login may change recorded events
   * @param restored whether transaction numbers begin anew, see afterMigrate.sql
   */
  record Facts(
      int version,
      boolean replica,
      String fsync,
      String fullPageWrites,
      String synchronousCommit,
      String isolation,
      String readOnly,
      long transactionTimeout,
      long lockTimeout,
      long idleTimeout,
      boolean owner,
      boolean rewrites,
      boolean restored) {}

  private static final String FACTS =
      """
      select current_setting('server_version_num')::int as version,
             pg_is_in_recovery() as replica,
             current_setting('fsync') as fsync,
             current_setting('full_page_writes') as full_page_writes,
             current_setting('synchronous_commit') as synchronous_commit,
             current_setting('default_transaction_isolation') as isolation,
             current_setting('default_transaction_read_only') as read_only,
             millis('transaction_timeout') as transaction_timeout,
             millis('lock_timeout') as lock_timeout,
             millis('idle_in_transaction_session_timeout') as idle_timeout,
             pg_has_role((select relowner from pg_class where oid = 'events.event'::regclass), 'usage') as owner,
             has_table_privilege('events.event', 'update, delete, truncate') as rewrites,
             (select cluster from events.sequencer) <> (select system_identifier from pg_control_system())
               as restored
      """
          .replaceAll(
              "millis\\('(\\w+)'\\)",
              "coalesce((select setting::bigint from pg_settings where name = '$1'), 0)");

  /**
   * Throws {@link DatabaseUnfit} with everything that is wrong and how to mend it.
   *
   * @param database as the application's login
   */
  static void require(JdbcClient database) {
    var problems = problems(database.sql(FACTS).query(Facts.class).single());
    if (!problems.isEmpty()) {
      throw new DatabaseUnfit(problems);
    }
  }

  /**
   * Before anything is written to it, and before a session sets what only a newer one knows.
   *
   * @param database as whoever has an account there
   */
  static void requireVersion(JdbcClient database) {
    var version =
        database
            .sql("select current_setting('server_version_num')::int")
            .query(Integer.class)
            .single();
    if (version < OLDEST_VERSION) {
      throw new DatabaseUnfit(List.of(OLD));
    }
  }

  static List<String> problems(Facts facts) {
    var problems = new ArrayList<String>();
    if (facts.version < OLDEST_VERSION) {
      problems.add(OLD);
    }
    if (facts.replica) {
      problems.add("it is a replica: use the primary's address");
    }
    requireOn("fsync", facts.fsync, problems);
    requireOn("full_page_writes", facts.fullPageWrites, problems);
    requireOn("synchronous_commit", facts.synchronousCommit, problems);
    requireReadCommitted(facts, problems);
    requireBound("transaction_timeout", facts.transactionTimeout, problems);
    requireBound("lock_timeout", facts.lockTimeout, problems);
    requireBound("idle_in_transaction_session_timeout", facts.idleTimeout, problems);
    requireRights(facts, problems);
    if (facts.restored) {
      problems.add(
          "it was restored from a dump and its transaction numbers would begin anew: let a start"
              + " run the migrations as the owner once, which mends it");
    }
    return problems;
  }

  private static void requireOn(String name, String value, List<String> problems) {
    if (value.equals("off")) {
      problems.add(name + " is off and loses acknowledged events in a crash: switch it on");
    }
  }

  private static void requireReadCommitted(Facts facts, List<String> problems) {
    if (!facts.isolation.equals("read committed")) {
      problems.add(
          "default_transaction_isolation is %s: set it to read committed"
              .formatted(facts.isolation));
    }
    if (facts.readOnly.equals("on")) {
      problems.add("default_transaction_read_only is on: switch it off");
    }
  }

  private static void requireBound(String name, long millis, List<String> problems) {
    if (millis == 0) {
      problems.add(
          name
              + " is 0, so a stuck writer would hold up every reader: let the pool's sessions set"
              + " it, see ledger.events.*");
    }
  }

  private static void requireRights(Facts facts, List<String> problems) {
    if (facts.owner) {
      problems.add("the application's login owns the events: give it a login of its own");
    }
    if (facts.rewrites) {
      problems.add("the application's login may change recorded events: revoke that");
    }
  }

  private DatabaseCheck() {}
}
