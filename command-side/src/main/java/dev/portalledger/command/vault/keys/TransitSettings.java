package dev.portalledger.command.vault.keys;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The transit engine of HashiCorp Vault or OpenBao.
 *
 * @param url of the server, without a path
 * @param mount of the engine
 * @param key of type aes256-gcm96
 * @param tokenFile holds the token (mode 0600); read for each call, so that an agent can renew it
 * @param timeout of each call
 */
record TransitSettings(
    URI url,
    @DefaultValue("transit") String mount,
    @DefaultValue("portal-ledger") String key,
    Path tokenFile,
    @DefaultValue("2s") Duration timeout) {

  TransitSettings {
    if (url == null || tokenFile == null) {
      throw new KeysUnusable(KeySettings.TRANSIT, "url and token-file are not both set");
    }
  }
}
