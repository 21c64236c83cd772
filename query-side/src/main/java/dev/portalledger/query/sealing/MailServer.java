package dev.portalledger.query.sealing;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** Takes mail, but only by a connection that is secret and by a server that is who it should be. */
final class MailServer {

  private static final int PATIENCE_MILLIS = 5_000;

  private final AnchorMailSettings settings;
  private final Session session;

  MailServer(AnchorMailSettings settings, SSLSocketFactory sockets) {
    this.settings = settings;
    var properties = new Properties();
    boolean implicit = settings.tls() == AnchorMailSettings.Tls.TLS;
    set(properties, "ssl.enable", implicit);
    set(properties, "starttls.enable", !implicit);
    set(properties, "starttls.required", !implicit);
    set(properties, "ssl.checkserveridentity", true);
    set(properties, "ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.socketFactory", sockets);
    set(properties, "socketFactory.fallback", false);
    set(properties, "auth", settings.credentials() != null);
    set(properties, "auth.mechanisms", "PLAIN LOGIN");
    set(properties, "connectiontimeout", PATIENCE_MILLIS);
    set(properties, "timeout", PATIENCE_MILLIS);
    set(properties, "writetimeout", PATIENCE_MILLIS);
    this.session = Session.getInstance(properties);
  }

  private static void set(Properties properties, String name, Object value) {
    properties.setProperty("mail.smtp." + name, value.toString());
  }

  Session session() {
    return session;
  }

  void send(MimeMessage message, Address to) throws MessagingException, IOException {
    message.saveChanges();
    var host = Objects.requireNonNull(settings.host());
    var file = settings.credentials();
    try (var transport = session.getTransport("smtp")) {
      if (file == null) {
        transport.connect(host, settings.portOrUsual(), null, null);
      } else {
        var here = MailCredentials.in(file);
        transport.connect(host, settings.portOrUsual(), here.user(), here.password());
      }
      transport.sendMessage(message, new Address[] {to});
    }
  }
}
