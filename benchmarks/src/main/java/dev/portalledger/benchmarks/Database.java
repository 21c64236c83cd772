package dev.portalledger.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.portalledger.standalone.database.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.core.env.Environment;

/** How to get at the database everybody shares: as the product does, or as the schemas' owner. */
record Database(String url, Login application, Login owner) {

  /** As many as the product has. */
  private static final int POOL = 16;

  record Login(String name, String password) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Database of(EmbeddedPostgres server) {
    return new Database(
        server.url(),
        new Login(server.username(), server.password()),
        new Login(server.ownerUsername(), server.ownerPassword()));
  }

  static Database of(Environment product) {
    return new Database(
        product.getRequiredProperty("spring.datasource.url"),
        new Login(
            product.getRequiredProperty("spring.datasource.username"),
            product.getRequiredProperty("spring.datasource.password")),
        new Login(
            product.getRequiredProperty("ledger.database.owner-username"),
            product.getRequiredProperty("ledger.database.owner-password")));
  }

  Map<String, Object> settings() {
    return Map.of(
        "spring.datasource.url", url,
        "spring.datasource.username", application.name(),
        "spring.datasource.password", application.password(),
        "ledger.database.owner-username", owner.name(),
        "ledger.database.owner-password", owner.password());
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, application.name(), application.password());
  }

  HikariDataSource pool() {
    var settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setUsername(application.name());
    settings.setPassword(application.password());
    settings.setMaximumPoolSize(POOL);
    return new HikariDataSource(settings);
  }

  /** As the owner, each statement by itself. */
  void asOwner(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection(url, owner.name(), owner.password());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A schema for contenders' own tables, where the application's login may do anything. */
  void createSchema(String name) throws SQLException {
    asOwner(
        "drop schema if exists " + name + " cascade",
        "create schema " + name,
        "grant all on schema " + name + " to " + application.name());
  }

  void grantTables(String schema) throws SQLException {
    asOwner("grant all on all tables in schema " + schema + " to " + application.name());
  }

  /** The only row of an answer that is the owner's to have. */
  double[] numbersAsOwner(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url, owner.name(), owner.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      var numbers = new double[rows.getMetaData().getColumnCount()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = rows.getDouble(i + 1);
      }
      return numbers;
    }
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  String text(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
