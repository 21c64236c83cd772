package dev.portalledger.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One PostgreSQL for all tests of this module, with the roles of a real deployment. */
final class TestServer {

  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** A database with nothing in it; its name. */
  static String freshDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    var superuser = JdbcClient.create(SERVER.getPostgresDatabase());
    superuser.sql("create database " + name).update();
    superuser.sql("grant create on database " + name + " to ledger_owner").update();
    return name;
  }

  /** A database with the tables of this module; its name. */
  static String migratedDatabase() {
    String database = freshDatabase();
    owner(database).migrate("events");
    return database;
  }

  static SchemaMigrations owner(String database) {
    return new SchemaMigrations(
        url(database), new DatabaseSettings("ledger_owner", "ledger_owner"));
  }

  /** Names no user: one in the address would win over the login that a test asks for. */
  static String url(String database) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), database);
  }

  /** Every login has its own name for a password. */
  static JdbcClient as(String login, String database) {
    return JdbcClient.create(new DriverManagerDataSource(url(database), login, login));
  }

  private static EmbeddedPostgres start() {
    var server =
        TestPostgres.start(settings -> settings.setServerConfig("max_prepared_transactions", "20"));
    createRoles(JdbcClient.create(server.getPostgresDatabase()));
    return server;
  }

  private static void createRoles(JdbcClient superuser) {
    superuser
        .sql(
            """
            create role ledger_owner login password 'ledger_owner';
            create role ledger_command nologin;
            create role ledger_query nologin;
            create role ledger login password 'ledger' in role ledger_command, ledger_query;
            create role command_side login password 'command_side' in role ledger_command;
            create role query_side login password 'query_side' in role ledger_query;
            """)
        .update();
  }

  private TestServer() {}
}
