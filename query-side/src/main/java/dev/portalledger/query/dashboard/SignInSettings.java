package dev.portalledger.query.dashboard;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where people sign in: any OpenID Connect issuer. Machines' tokens come from the same one.
 *
 * @param issuer found out about on first use, so that it may start later than this process
 */
@ConfigurationProperties("ledger.sign-in")
record SignInSettings(URI issuer, String clientId, String clientSecret) {

  @Override
  public String toString() {
    return "SignInSettings[issuer=%s, clientId=%s]".formatted(issuer, clientId);
  }
}
