package dev.portalledger.standalone.database;

import dev.portalledger.standalone.machine.CannotStart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What must be switched on so that an acknowledged commit survives a power cut. */
final class Durability {

  private static final String SWITCHES =
      """
      select name, setting from pg_settings
       where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')
      """;

  /** Asks the running database as the product's own login, whatever its configuration says. */
  static void require(Connection asApplication) throws SQLException {
    var settings = new TreeMap<String, String>();
    try (var statement = asApplication.createStatement();
        var rows = statement.executeQuery(SWITCHES)) {
      while (rows.next()) {
        settings.put(rows.getString("name"), rows.getString("setting"));
      }
    }
    require(settings);
  }

  static void require(Map<String, String> settings) {
    var off = settings.entrySet().stream().filter(entry -> !"on".equals(entry.getValue())).toList();
    if (settings.size() < 4 || !off.isEmpty()) {
      throw new CannotStart("The database would lose acknowledged data in a power cut: " + off);
    }
  }

  private Durability() {}
}
