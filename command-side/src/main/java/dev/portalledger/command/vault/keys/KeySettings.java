package dev.portalledger.command.vault.keys;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the key is kept that wraps the data keys. What another one wrapped opens for as long as
 * that one is set as well.
 *
 * @param folder of the keysets; its {@code vault.json} may be missing unless the kind is FILE
 * @param encryption the kind of key that wraps from now on
 * @param keyset a Tink keyset in JSON, from the environment
 * @param transit null unless a key service is in use
 */
@ConfigurationProperties("ledger.keys")
record KeySettings(
    @DefaultValue("") String folder,
    @DefaultValue("FILE") Kind encryption,
    @DefaultValue("") String keyset,
    @Nullable TransitSettings transit) {

  static final String FOLDER = "ledger.keys.folder";
  static final String KEYSET = "ledger.keys.keyset";
  static final String TRANSIT = "ledger.keys.transit";

  enum Kind {
    FILE,
    ENVIRONMENT,
    TRANSIT
  }

  /** Without the keyset. */
  @Override
  public String toString() {
    return "KeySettings[" + encryption + "]";
  }
}
