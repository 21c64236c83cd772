package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * An anchor and nothing else: to be read, and attached byte by byte for the verifier. The same
 * anchor is the same message, so that whoever gets it again may see that.
 */
final class AnchorMessage extends MimeMessage {

  private static final int ID_BYTES = 16;

  private final String id;

  private AnchorMessage(Session session, String id) {
    super(session);
    this.id = id;
  }

  static AnchorMessage of(Session session, InternetAddress from, InternetAddress to, String note)
      throws MessagingException {
    var domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    var hash = HexFormat.of().formatHex(Hashes.first(note.getBytes(UTF_8), ID_BYTES));
    var message = new AnchorMessage(session, "<anchor-%s@%s>".formatted(hash, domain));
    var lines = note.lines().toList();
    message.setFrom(from);
    message.setRecipient(RecipientType.TO, to);
    message.setSubject("Anchor %s of %s".formatted(lines.get(1), lines.getFirst()), UTF_8.name());
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)));
    message.setContent(new MimeMultipart(text(note), attached(note, lines.get(1))));
    return message;
  }

  private static MimeBodyPart text(String note) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(note, UTF_8.name());
    return part;
  }

  private static MimeBodyPart attached(String note, String size) throws MessagingException {
    var part = new MimeBodyPart();
    var bytes = new ByteArrayDataSource(note.getBytes(UTF_8), "text/plain; charset=UTF-8");
    part.setDataHandler(new DataHandler(bytes));
    part.setDisposition(Part.ATTACHMENT);
    part.setFileName("anchor-" + size + ".txt");
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
