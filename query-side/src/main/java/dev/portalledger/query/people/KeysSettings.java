package dev.portalledger.query.people;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys lie.
 *
 * @param folder holds {@code subject.json}, the key that opens names and addresses
 */
@ConfigurationProperties("ledger.keys")
record KeysSettings(Path folder) {}
