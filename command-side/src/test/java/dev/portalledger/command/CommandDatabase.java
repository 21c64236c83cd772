package dev.portalledger.command;

import dev.portalledger.eventstore.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One PostgreSQL for all tests of this module, with the roles of a real deployment. */
public final class CommandDatabase {

  private static final EmbeddedPostgres SERVER = start();

  /** Names no user: one in the address would win over the login that a test asks for. */
  public static String url() {
    return url(SERVER);
  }

  private static String url(EmbeddedPostgres server) {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
  }

  /** What the running command side is: it owns nothing. */
  public static DataSource asCommandSide() {
    return new DriverManagerDataSource(url(), "ledger", "ledger");
  }

  public static JdbcClient asOwner() {
    return JdbcClient.create(new DriverManagerDataSource(url(), "ledger_owner", "ledger_owner"));
  }

  private static EmbeddedPostgres start() {
    var server =
        TestPostgres.start(settings -> settings.setServerConfig("max_prepared_transactions", "32"));
    prepare(server);
    return server;
  }

  private static void prepare(EmbeddedPostgres server) {
    JdbcClient.create(server.getPostgresDatabase())
        .sql(
            """
            create role ledger_owner login password 'ledger_owner';
            create role ledger_command nologin;
            create role ledger_query nologin;
            create role ledger_retention nologin;
            create role ledger login password 'ledger' in role ledger_command;
            grant ledger_retention to ledger with inherit false, set true;
            grant create on database postgres to ledger_owner;
            """)
        .update();
    for (String schema : new String[] {"events", "command", "subject", "proof"}) {
      Flyway.configure()
          .dataSource(url(server), "ledger_owner", "ledger_owner")
          .schemas(schema)
          .locations("classpath:db/" + schema)
          .load()
          .migrate();
    }
  }

  private CommandDatabase() {}
}
