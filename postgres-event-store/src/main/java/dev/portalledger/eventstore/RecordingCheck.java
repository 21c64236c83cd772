package dev.portalledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses to record events in a second place: that would be two histories. A login that only reads
 * is asked nothing, for it reads the same tables wherever events are recorded.
 */
final class RecordingCheck {

  /**
   * @param records whether the login may record events
   * @param copied whether events of Axon Server were copied here
   * @param prepared how many prepared transactions there may be
   */
  record Facts(boolean records, boolean copied, int prepared) {}

  private static final String FACTS =
      """
      select has_table_privilege('events.event_position', 'insert') as records,
             (select token >= 0 from events.copied) as copied,
             current_setting('max_prepared_transactions')::int as prepared
      """;

  /**
   * Throws {@link DatabaseUnfit} with everything that is wrong and how to mend it.
   *
   * @param atAxonServer whether this process is told to record there
   */
  static void require(JdbcClient database, boolean atAxonServer) {
    var problems = problems(database.sql(FACTS).query(Facts.class).single(), atAxonServer);
    if (!problems.isEmpty()) {
      throw new DatabaseUnfit(problems);
    }
  }

  static List<String> problems(Facts facts, boolean atAxonServer) {
    var problems = new ArrayList<String>();
    if (facts.records && atAxonServer && facts.prepared == 0) {
      problems.add(
          "max_prepared_transactions is 0, so rows here and events at Axon Server could not be"
              + " committed together: set it to the number of connections of all command sides,"
              + " and restart PostgreSQL");
    }
    if (facts.records && !atAxonServer && facts.copied) {
      problems.add(
          "its events are Axon Server's, and what is recorded here would be missing there: set"
              + " ledger.event-store=axon-server");
    }
    return problems;
  }

  private RecordingCheck() {}
}
