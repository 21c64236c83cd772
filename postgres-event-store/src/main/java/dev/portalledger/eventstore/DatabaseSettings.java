package dev.portalledger.eventstore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who owns the schemas. The application's own login ({@code spring.datasource.*}) owns nothing.
 *
 * @param ownerUsername role that runs the migrations
 */
@ConfigurationProperties("ledger.database")
record DatabaseSettings(
    @DefaultValue("") String ownerUsername, @DefaultValue("") String ownerPassword) {

  DatabaseSettings {
    if (ownerUsername.isBlank()) {
      throw new IllegalArgumentException("ledger.database.owner-username must name a role");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[ownerUsername=" + ownerUsername + "]";
  }
}
