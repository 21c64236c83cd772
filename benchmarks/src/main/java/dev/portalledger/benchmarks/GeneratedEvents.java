package dev.portalledger.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Many events at once, in the very form of one that the product has stored. */
record GeneratedEvents(Database database, EventTable table) {

  private static final int IN_ONE_TRANSACTION = 10_000;
  static final int PORTALS_PER_ORGANIZATION = 100;
  private static final long FIRST_PORTAL = 1_000_000_000;

  /** Connects portals, a hundred for each organization. */
  void connectPortals(long sample, int count) throws SQLException {
    var organization = "'org-' || (g - 1) / " + PORTALS_PER_ORGANIZATION;
    var payload =
        """
        replace(replace(replace(replace(text, '{"value":%d}', '{"value":' || %d + g || '}'),
          '%s', %s), '%s', 'client-' || g || '.example'), '%s', md5(g::text))
        """
            .formatted(
                sample,
                FIRST_PORTAL,
                OneEvent.ORGANIZATION,
                organization,
                OneEvent.DOMAIN,
                OneEvent.ATTEMPT);
    insert("portal-" + sample, count, "'portal-' || %d + g".formatted(FIRST_PORTAL), "0", payload);
  }

  /** Lets an organization hold that many more portals; it has just been registered. */
  void takeSeats(String sample, String organization, int count) throws SQLException {
    var payload =
        """
        regexp_replace(regexp_replace(replace(text, '%s', '%s'), '"portalId":\\{"value":\\d+\\}',
          '"portalId":{"value":' || %d + g || '}'), '"seatsHeld":\\d+', '"seatsHeld":' || g)
        """
            .formatted(sample, organization, 2 * FIRST_PORTAL);
    insert("org-" + sample, count, "'org-%s'".formatted(organization), "g", payload);
  }

  void insert(String sample, int count, String stream, String sequence, String payload)
      throws SQLException {
    var columns = String.join(", ", table.columns().keySet());
    var values =
        table.columns().keySet().stream()
            .map(column -> value(column, stream, sequence, payload))
            .collect(Collectors.joining(", "));
    var sql =
        """
        insert into %s (%s)
        select %s
          from (select *, convert_from(payload, 'UTF8') as text from %s
                 where aggregate_identifier = '%s' order by sequence_number desc limit 1) as s
         cross join generate_series(?::bigint, ?::bigint) as g
        """
            .formatted(table.name(), columns, values, table.name(), sample);
    try (var owner =
        DriverManager.getConnection(
            database.url(), database.owner().name(), database.owner().password())) {
      for (int from = 1; from <= count; from += IN_ONE_TRANSACTION) {
        insert(owner, sql, from, Math.min(count, from + IN_ONE_TRANSACTION - 1));
      }
    }
    database.asOwner("vacuum analyze " + table.name());
  }

  private static void insert(Connection owner, String sql, int from, int to) throws SQLException {
    try (var statement = owner.prepareStatement(sql)) {
      statement.setInt(1, from);
      statement.setInt(2, to);
      statement.executeUpdate();
    }
  }

  private String value(String column, String stream, String sequence, String payload) {
    return switch (column) {
      case "aggregate_identifier" -> stream;
      case "sequence_number" -> sequence;
      case "event_identifier" -> "gen_random_uuid()::text";
      case "payload" -> "convert_to(" + payload + ", 'UTF8')";
      default -> "s." + column;
    };
  }
}
