package dev.portalledger.query.sealing;

import org.jspecify.annotations.Nullable;

/**
 * What an auditor types.
 *
 * @param key as it was given to the auditor; null leaves it to be filled in
 */
record VerifierCommand(String origin, String organization, @Nullable String key) {

  static String file(String organization) {
    return organization + "-evidence.zip";
  }

  String line(Period period) {
    return "java LedgerVerify.java %s --origin %s --vkey '%s'%s"
        .formatted(
            file(organization),
            origin,
            key == null ? "the key you were given" : key,
            period.options());
  }
}
