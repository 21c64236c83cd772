package dev.portalledger.standalone.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Who exists in the database: the owner of the schemas, one group per side, one login for both. */
record Roles(Credentials credentials) {

  private static final String DATABASE = "ledger";

  /** Adds what is missing; run again it changes nothing. */
  void createMissing(Connection asSuperuser) throws SQLException {
    createRole(asSuperuser, "ledger_command", "nologin");
    createRole(asSuperuser, "ledger_query", "nologin");
    createRole(asSuperuser, "ledger_signer", "nologin");
    createRole(asSuperuser, "ledger_retention", "nologin");
    createRole(asSuperuser, Credentials.OWNER, login(credentials.owner()));
    createRole(
        asSuperuser,
        Credentials.APPLICATION,
        login(credentials.application()) + " in role ledger_command, ledger_query");
    // Only for as long as it signs, and by name: nothing else of the process may add a checkpoint.
    execute(
        asSuperuser,
        "grant ledger_signer to " + Credentials.APPLICATION + " with inherit false, set true");
    // The same for dropping old bodies, which is an operator's to order.
    execute(
        asSuperuser,
        "grant ledger_retention to " + Credentials.APPLICATION + " with inherit false, set true");
    createDatabase(asSuperuser);
  }

  private static String login(String password) {
    return "login password '" + password + "'";
  }

  private static void createRole(Connection connection, String role, String options)
      throws SQLException {
    if (isMissing(connection, "select from pg_roles where rolname = ?", role)) {
      execute(connection, "create role " + role + " " + options);
    }
  }

  private static void createDatabase(Connection connection) throws SQLException {
    if (isMissing(connection, "select from pg_database where datname = ?", DATABASE)) {
      execute(connection, "create database " + DATABASE + " owner " + Credentials.OWNER);
    }
    execute(connection, "revoke all on database ledger from public");
    execute(
        connection,
        "grant connect on database ledger to ledger_command, ledger_query, ledger_signer, ledger_retention");
  }

  private static boolean isMissing(Connection connection, String sql, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return !rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
