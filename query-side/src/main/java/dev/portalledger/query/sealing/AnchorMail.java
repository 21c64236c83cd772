package dev.portalledger.query.sealing;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * Mails each anchor to one address. The address is personal data: it is known by a name, and
 * nothing that a mail server says, which may repeat it, goes any further than here.
 */
record AnchorMail(MailServer server, InternetAddress from, String name, InternetAddress to)
    implements AnchorSink {

  @Override
  public String name() {
    return "mail " + name;
  }

  /** Each anchor holds all before it; nobody wants a year of mail at once. */
  @Override
  public boolean wantsFormerOnes() {
    return false;
  }

  @Override
  public void take(String note) throws IOException {
    try {
      server.send(AnchorMessage.of(server.session(), from, to, note), to);
    } catch (MessagingException e) {
      throw new IOException(why(e));
    }
  }

  private static String why(MessagingException e) {
    return causes(e)
        .map(AnchorMail::known)
        .filter(why -> !why.isEmpty())
        .findFirst()
        .orElse("the mail server did not take it (" + e.getClass().getSimpleName() + ")");
  }

  private static Stream<Exception> causes(MessagingException e) {
    return Stream.<Exception>iterate(
        e,
        cause -> cause != null,
        cause -> cause instanceof MessagingException more ? more.getNextException() : null);
  }

  private static String known(Exception cause) {
    return switch (cause) {
      case AuthenticationFailedException _ -> "the mail server does not accept the credentials";
      case SMTPAddressFailedException e -> answered(e.getReturnCode());
      case SMTPSenderFailedException e -> answered(e.getReturnCode());
      case SMTPSendFailedException e when e.getNextException() == null ->
          answered(e.getReturnCode());
      case MailConnectException _ -> "the mail server cannot be reached";
      case SSLException _ -> "the mail server's certificate is not trusted or is another's";
      case IOException _ -> "the mail server does not answer";
      case MessagingException e when isWithoutTls(e) -> "the mail server offers no STARTTLS";
      default -> "";
    };
  }

  private static String answered(int code) {
    return "the mail server answered " + code;
  }

  private static boolean isWithoutTls(MessagingException e) {
    return String.valueOf(e.getMessage()).startsWith("STARTTLS is required");
  }

  @Override
  public String toString() {
    return name();
  }
}
