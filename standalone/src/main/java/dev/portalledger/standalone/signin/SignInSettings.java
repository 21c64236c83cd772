package dev.portalledger.standalone.signin;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whom the demo sign-in serves.
 *
 * @param issuer its own address
 * @param clientSecret what the product proves itself with
 * @param productUrl where people are sent back to
 * @param keyFile the key that signs; kept, so that sessions outlive a restart
 */
@ConfigurationProperties("demo.sign-in")
record SignInSettings(URI issuer, String clientSecret, URI productUrl, Path keyFile) {

  static final String CLIENT_ID = "ledger";

  /** The machine client that operates the whole. */
  static final String OPERATOR = "operator";

  String redirectUri() {
    return productUrl + "/login/oauth2/code/ledger";
  }

  String signedOutUri() {
    return productUrl + "/signed-out";
  }

  @Override
  public String toString() {
    return "SignInSettings[issuer=" + issuer + "]";
  }
}
