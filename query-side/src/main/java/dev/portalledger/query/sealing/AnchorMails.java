package dev.portalledger.query.sealing;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One place outside of each address, from settings that make sense. */
final class AnchorMails {

  /**
   * All of them; the order is none.
   *
   * @throws AnchorMailUnusable if one cannot be
   */
  static List<AnchorSink> of(AnchorMailSettings settings, SSLSocketFactory sockets) {
    requireServer(settings);
    requireCredentials(settings);
    var from = address("from", settings.from());
    if (settings.to().isEmpty()) {
      throw new AnchorMailUnusable(
          "to", "names nobody", "Set ledger.sealing.anchor.mail.to.NAME to an auditor's address.");
    }
    var server = new MailServer(settings, sockets);
    var mails = new ArrayList<AnchorSink>();
    settings
        .to()
        .forEach((name, to) -> mails.add(new AnchorMail(server, from, name(name), to(name, to))));
    return mails;
  }

  private static InternetAddress to(String name, String address) {
    return address("to." + name, address);
  }

  private static void requireServer(AnchorMailSettings settings) {
    var host = settings.host();
    if (host == null || host.isBlank()) {
      throw new AnchorMailUnusable(
          "host", "is missing", "Set it to the name of a mail server, as its certificate has it.");
    }
    if (settings.port() < 0 || settings.port() > 65_535) {
      throw new AnchorMailUnusable(
          "port", "is no port", "Leave it out for the usual one, or set one of 1 to 65535.");
    }
  }

  private static void requireCredentials(AnchorMailSettings settings) {
    var file = settings.credentials();
    try {
      if (file != null) {
        var _ = MailCredentials.in(file);
      }
    } catch (IOException e) {
      throw new AnchorMailUnusable(
          "credentials",
          String.valueOf(e.getMessage()),
          "Write the name of the mail server's user into its first line and the password into its"
              + " second (mode 0600), or leave the setting out if nobody has to sign in.");
    }
  }

  /** It stands in logs, where an address must not. */
  private static String name(String name) {
    if (name.contains("@")) {
      throw new AnchorMailUnusable(
          "to",
          "has an address where a name should be",
          "Give each address a name that is none, such as ledger.sealing.anchor.mail.to.auditor.");
    }
    return name;
  }

  private static InternetAddress address(String setting, @Nullable String text) {
    var whatToDo = "Set it to one address, such as audit@example.com.";
    if (text == null || text.isBlank()) {
      throw new AnchorMailUnusable(setting, "is missing", whatToDo);
    }
    try {
      var addresses = InternetAddress.parse(text, true);
      if (addresses.length == 1 && addresses[0].getAddress().indexOf('@') > 0) {
        addresses[0].validate();
        return addresses[0];
      }
    } catch (AddressException malformed) {
      throw new AnchorMailUnusable(setting, "is no e-mail address", whatToDo);
    }
    throw new AnchorMailUnusable(setting, "is no e-mail address", whatToDo);
  }

  private AnchorMails() {}
}
