package dev.portalledger.standalone;

import dev.portalledger.command.CommandSide;
import dev.portalledger.query.QuerySide;
import dev.portalledger.standalone.database.EmbeddedPostgres;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Both sides in one process. That they share it is for convenience; they share no code by it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {
      OAuth2AuthorizationServerAutoConfiguration.class,
      OAuth2AuthorizationServerJwtAutoConfiguration.class
    })
@Import({CommandSide.class, QuerySide.class})
class Product {

  /**
   * What differs from start to start.
   *
   * @param database asked for when a setting of it is, so that much is done while it still starts
   */
  static Map<String, Object> settings(
      StandaloneOptions options, Installation installation, Supplier<EmbeddedPostgres> database) {
    return Map.ofEntries(
        Map.entry("server.port", options.port()),
        Map.entry("spring.datasource.url", of(database, EmbeddedPostgres::url)),
        Map.entry("spring.datasource.username", of(database, EmbeddedPostgres::username)),
        Map.entry("spring.datasource.password", of(database, EmbeddedPostgres::password)),
        Map.entry("ledger.database.owner-username", of(database, EmbeddedPostgres::ownerUsername)),
        Map.entry("ledger.database.owner-password", of(database, EmbeddedPostgres::ownerPassword)),
        Map.entry("ledger.keys.folder", installation.keys().toString()),
        Map.entry("ledger.sealing.signer-folder", installation.signer().toString()),
        Map.entry("ledger.public-url", options.url()),
        Map.entry("ledger.hubspot.redirect-uri", options.url() + "/oauth/hubspot/callback"),
        Map.entry("ledger.hubspot.authorize-url", options.sandboxUrl()),
        Map.entry("ledger.hubspot.api-url", options.sandboxUrl()),
        Map.entry("ledger.sign-in.issuer", options.sandboxUrl()),
        Map.entry("ledger.sign-in.client-secret", installation.signInSecret()));
  }

  private static Supplier<String> of(
      Supplier<EmbeddedPostgres> database, Function<EmbeddedPostgres, String> setting) {
    return () -> setting.apply(database.get());
  }
}
