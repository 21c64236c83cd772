package dev.portalledger.eventstore;

import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Brings schemas up to what the modules of this process ship, as their owner. */
public final class SchemaMigrations {

  /**
   * Other nodes work meanwhile. A change that waits for a table keeps everybody from it who comes
   * later, so it waits for less long than they do, and the start is tried again.
   */
  private static final String BOUNDED = "set lock_timeout = '3s'";

  private final String url;
  private final DatabaseSettings owner;

  SchemaMigrations(String url, DatabaseSettings owner) {
    this.url = url;
    this.owner = owner;
  }

  /**
   * Runs {@code classpath:db/<schema>} on the schema of that name, each with a history of its own,
   * so that a process which ships only some modules is no stranger to the others' history.
   */
  public void migrate(String schema) {
    Flyway.configure()
        .dataSource(url, owner.ownerUsername(), owner.ownerPassword())
        .schemas(schema)
        .locations("classpath:db/" + schema)
        .initSql(BOUNDED)
        .load()
        .migrate();
  }

  /** For what only the owner may set, and a process is told at its start. */
  public void asOwner(Consumer<JdbcClient> work) {
    work.accept(
        JdbcClient.create(
            new DriverManagerDataSource(url, owner.ownerUsername(), owner.ownerPassword())));
  }
}
