package dev.portalledger.command.authorization;

import org.jspecify.annotations.Nullable;

/**
 * What came back from HubSpot, and with which browser. Secrets: prints as nothing.
 *
 * @param browserSecret what the browser's cookie says
 */
record Callback(
    @Nullable String state,
    @Nullable String code,
    @Nullable String error,
    @Nullable String browserSecret) {

  @Override
  public String toString() {
    return "Callback[redacted]";
  }
}
