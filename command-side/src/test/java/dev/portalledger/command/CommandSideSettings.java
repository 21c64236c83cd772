package dev.portalledger.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** What a command side is told that runs for tests: a database, keys of its own, no Axon Server. */
public final class CommandSideSettings {

  /**
   * All of it, for one command side.
   *
   * @param hubSpot where HubSpot's API answers
   * @param issuer whose tokens are believed
   * @param more come on top, and may replace
   */
  public static Map<String, Object> of(
      String database, String hubSpot, String issuer, Map<String, Object> more) {
    var settings = new HashMap<>(USUAL);
    settings.put("spring.datasource.url", database);
    settings.put("ledger.keys.folder", keys());
    settings.put("ledger.hubspot.api-url", hubSpot);
    settings.put("ledger.sign-in.issuer", issuer);
    settings.putAll(more);
    return settings;
  }

  private static final Map<String, Object> USUAL =
      Map.ofEntries(
          Map.entry("server.port", "0"),
          Map.entry("server.address", "127.0.0.1"),
          Map.entry("spring.datasource.username", "ledger"),
          Map.entry("spring.datasource.password", "ledger"),
          Map.entry("spring.datasource.hikari.maximum-pool-size", "16"),
          Map.entry("spring.flyway.enabled", "false"),
          Map.entry("spring.session.jdbc.initialize-schema", "never"),
          Map.entry("ledger.database.owner-username", "ledger_owner"),
          Map.entry("ledger.database.owner-password", "ledger_owner"),
          Map.entry("ledger.public-url", "https://ledger.test"),
          Map.entry("ledger.hubspot.client-id", "app"),
          Map.entry("ledger.hubspot.client-secret", "secret"),
          Map.entry("axon.axonserver.enabled", "false"),
          Map.entry("axon.serializer.general", "jackson3"),
          Map.entry("axon.serializer.events", "jackson3"),
          Map.entry("axon.serializer.messages", "jackson3"),
          Map.entry("axon.update-check.disabled", "true"));

  private static String keys() {
    try {
      return TestKeys.in(Files.createTempDirectory("keys")).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandSideSettings() {}
}
