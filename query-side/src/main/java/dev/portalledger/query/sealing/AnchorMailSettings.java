package dev.portalledger.query.sealing;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who gets anchors by mail, and through which server.
 *
 * @param host of the mail server
 * @param tls never none: a password and addresses go there
 * @param port the usual one, 587 with STARTTLS and 465 with TLS, if 0
 * @param from the address it is sent from
 * @param to addresses, each under a name that stands for it in logs and in the health
 * @param credentials a file with the name of the server's user in the first line and the password
 *     in the second; without one, nobody signs in there
 */
record AnchorMailSettings(
    @Nullable String host,
    @DefaultValue("STARTTLS") Tls tls,
    @DefaultValue("0") int port,
    @Nullable String from,
    @DefaultValue Map<String, String> to,
    @Nullable Path credentials) {

  static final String PREFIX = "ledger.sealing.anchor.mail";

  /** When a connection becomes a secret one. */
  enum Tls {
    STARTTLS(587),
    TLS(465);

    private final int port;

    Tls(int port) {
      this.port = port;
    }
  }

  int portOrUsual() {
    return port == 0 ? tls.port : port;
  }

  /** What an address looks like is no business of a log, a stack trace or a failed start. */
  @Override
  public String toString() {
    return "AnchorMailSettings[host=%s, tls=%s, to=%s]".formatted(host, tls, to.keySet());
  }
}
