package dev.portalledger.eventstore;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and where spans are sent.
 *
 * @param endpoint a collector's address for OTLP over HTTP; empty: nothing is traced
 * @param service the process, as a trace names it
 */
@ConfigurationProperties("ledger.traces")
record TraceSettings(
    @DefaultValue("") String endpoint, @DefaultValue("portal-ledger") String service) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  TraceSettings {
    endpoint = endpoint.strip();
    if (!endpoint.isEmpty() && !isAddress(endpoint)) {
      // Without what it is: an address may hold a password.
      throw new IllegalArgumentException(
          "ledger.traces.endpoint must be an address such as http://collector:4318/v1/traces,"
              + " or empty");
    }
  }

  boolean wanted() {
    return !endpoint.isEmpty();
  }

  private static boolean isAddress(String text) {
    try {
      var address = new URI(text);
      return address.getHost() != null && SCHEMES.contains(address.getScheme());
    } catch (URISyntaxException _) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "TraceSettings[wanted=" + wanted() + ", service=" + service + "]";
  }
}
