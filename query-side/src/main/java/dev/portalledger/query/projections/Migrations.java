package dev.portalledger.query.projections;

import dev.portalledger.eventstore.SchemaMigrations;
import org.springframework.stereotype.Component;

/** Brings this side's own schemas up to date before anything reads or writes them. */
@Component
class Migrations {

  Migrations(SchemaMigrations migrations) {
    migrations.migrate("query");
    migrations.migrate("web");
  }
}
