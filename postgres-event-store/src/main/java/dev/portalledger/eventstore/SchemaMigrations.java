package dev.portalledger.eventstore;

import org.flywaydb.core.Flyway;

/** Brings schemas up to what the modules of this process ship, as their owner. */
public final class SchemaMigrations {

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
        .load()
        .migrate();
  }
}
