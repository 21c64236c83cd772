package dev.portalledger.benchmarks;

import java.sql.SQLException;
import java.util.List;

/**
 * Tables of the product's own shape that change places with its own, which takes no time: it sees
 * one set of them at a time.
 */
final class SwappedTables implements AutoCloseable {

  private static final String AWAY = "bench_products_own";

  private final Database database;
  private final List<String> tables;
  private String shown = AWAY;

  /**
   * Nothing is swapped yet.
   *
   * @param tables of the schema {@code query}
   */
  SwappedTables(Database database, List<String> tables) throws SQLException {
    this.database = database;
    this.tables = tables;
    database.createSchema(AWAY);
  }

  /** Empty ones. */
  void create(String schema) throws SQLException {
    database.createSchema(schema);
    for (var table : tables) {
      database.asOwner(
          "create table %s.%s (like query.%s including all)".formatted(schema, table, table));
    }
  }

  void filled(String schema) throws SQLException {
    for (var table : tables) {
      database.asOwner("vacuum analyze %s.%s".formatted(schema, table));
    }
    database.grantTables(schema);
  }

  void show(String schema) throws SQLException {
    if (schema.equals(shown)) {
      return;
    }
    for (var table : tables) {
      database.asOwner(
          """
          begin;
          alter table query.%s set schema %s;
          alter table %s.%s set schema query;
          commit
          """
              .formatted(table, shown, schema, table));
    }
    shown = schema;
  }

  @Override
  public void close() throws SQLException {
    show(AWAY);
  }
}
