package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.query.sealing.AnchorMailSettings.Tls;
import dev.portalledger.query.sealing.FakeMailServer.Manner;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anchors by mail: what auditors get, and whom nothing is ever said to. */
class AnchorMailTest {

  private static final String NOTE =
      "ledger.test/anchor\n4\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 ledger.test/anchor abc=\n";
  private static final String ADDRESS = "vera.auditor@big-four.example";

  private static SSLContext tls;
  private static SSLContext another;
  private static Path credentials;

  private @Nullable FakeMailServer server;

  @BeforeAll
  static void a_certificate_and_a_password(@TempDir Path folder) throws Exception {
    tls = TestTls.forName("localhost", folder);
    another = TestTls.forName("mail.example.com", folder);
    credentials =
        Files.write(
            folder.resolve("smtp"), List.of(FakeMailServer.USER, FakeMailServer.PASSWORD, ""));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private FakeMailServer server(SSLContext certificate, Manner manner) {
    var started = new FakeMailServer(certificate, manner);
    server = started;
    return started;
  }

  private static AnchorMailSettings settings(
      FakeMailServer server, Tls tls, Map<String, String> to, @Nullable Path credentials) {
    return new AnchorMailSettings(
        "localhost", tls, server.port(), "Ledger <ledger@example.com>", to, credentials);
  }

  private static AnchorSink mail(FakeMailServer server, Tls how, @Nullable Path credentials) {
    var settings = settings(server, how, Map.of("big-four", ADDRESS), credentials);
    return AnchorMails.of(settings, tls.getSocketFactory()).getFirst();
  }

  private static MimeMultipart parts(FakeMailServer.Mail mail) throws Exception {
    return (MimeMultipart) mail.read().getContent();
  }

  private static String bytes(BodyPart part) throws Exception {
    return new String(part.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void an_anchor_is_mailed_as_it_is_and_nothing_else() throws Exception {
    var server = server(tls, Manner.STARTTLS);

    mail(server, Tls.STARTTLS, credentials).take(NOTE);

    assertThat(server.mails()).hasSize(1);
    var mail = server.mails().getFirst();
    assertThat(mail.from()).isEqualTo("ledger@example.com");
    assertThat(mail.to()).containsExactly(ADDRESS);
    assertThat(mail.read().getSubject()).isEqualTo("Anchor 4 of ledger.test/anchor");
    assertThat(mail.read().getHeader("Date")).hasSize(1);
    var parts = parts(mail);
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
    assertThat(bytes(parts.getBodyPart(0)).replace("\r\n", "\n")).isEqualTo(NOTE);
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("anchor-4.txt");
    assertThat(bytes(parts.getBodyPart(1))).as("byte by byte").isEqualTo(NOTE);
  }

  @Test
  void what_is_said_before_the_connection_is_secret_is_nobodys_secret() throws Exception {
    var server = server(tls, Manner.STARTTLS);

    mail(server, Tls.STARTTLS, credentials).take(NOTE);

    assertThat(server.saidInClear()).hasSize(2).last().isEqualTo("STARTTLS");
    assertThat(server.saidInClear().getFirst()).startsWith("EHLO ");
  }

  @Test
  void a_server_that_speaks_tls_at_once_is_spoken_to_so_and_one_that_trusts_all_without_a_user()
      throws Exception {
    var server = server(tls, Manner.TLS);

    mail(server, Tls.TLS, null).take(NOTE);

    assertThat(server.mails()).hasSize(1);
    assertThat(server.saidInClear()).isEmpty();
  }

  @Test
  void the_same_anchor_is_the_same_message() throws Exception {
    var server = server(tls, Manner.TLS);
    var mail = mail(server, Tls.TLS, credentials);

    mail.take(NOTE);
    mail.take(NOTE);
    mail.take(NOTE.replace("\n4\n", "\n5\n"));

    var ids = List.of(id(server, 0), id(server, 1), id(server, 2));
    assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)).endsWith("@example.com>");
  }

  private static String id(FakeMailServer server, int number) throws Exception {
    return server.mails().get(number).read().getMessageID();
  }

  @Test
  void a_server_without_tls_or_with_anothers_certificate_gets_nothing() {
    assertThatThrownBy(() -> mail(server(tls, Manner.PLAIN), Tls.STARTTLS, credentials).take(NOTE))
        .hasMessage("the mail server offers no STARTTLS");
    assertThat(said()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    stop();
    for (Manner manner : List.of(Manner.STARTTLS, Manner.TLS)) {
      var how = Tls.valueOf(manner.name());
      assertThatThrownBy(() -> mail(server(another, manner), how, credentials).take(NOTE))
          .as("nobody vouches for it")
          .hasMessage("the mail server's certificate is not trusted or is another's");
      stop();
      var settings =
          settings(server(another, manner), how, Map.of("big-four", ADDRESS), credentials);
      assertThatThrownBy(
              () -> AnchorMails.of(settings, another.getSocketFactory()).getFirst().take(NOTE))
          .as("it is vouched for, as somebody else")
          .hasMessage("the mail server's certificate is not trusted or is another's");
      stop();
    }
  }

  private List<String> said() {
    return server == null ? List.of() : server.saidInClear();
  }

  @Test
  void why_a_mail_did_not_go_names_neither_the_address_nor_the_user(@TempDir Path folder)
      throws Exception {
    var server = server(tls, Manner.STARTTLS);
    var wrong = Files.write(folder.resolve("wrong"), List.of(FakeMailServer.USER, "guessed"));

    assertThatThrownBy(() -> mail(server, Tls.STARTTLS, wrong).take(NOTE))
        .hasMessage("the mail server does not accept the credentials")
        .hasNoCause();
    server.refuse(ADDRESS);
    assertThatThrownBy(() -> mail(server, Tls.STARTTLS, credentials).take(NOTE))
        .hasMessage("the mail server answered 550")
        .hasNoCause();
    server.close();
    assertThatThrownBy(() -> mail(server, Tls.STARTTLS, credentials).take(NOTE))
        .hasMessage("the mail server cannot be reached")
        .hasNoCause();
    var sink = mail(server, Tls.STARTTLS, credentials);
    assertThat(sink.name()).isEqualTo("mail big-four");
    assertThat(sink.toString()).doesNotContain(ADDRESS);
  }

  @Test
  void a_new_password_needs_no_restart(@TempDir Path folder) throws Exception {
    var server = server(tls, Manner.STARTTLS);
    var file = Files.write(folder.resolve("smtp"), List.of(FakeMailServer.USER, "of last year"));
    var mail = mail(server, Tls.STARTTLS, file);
    assertThatThrownBy(() -> mail.take(NOTE)).isInstanceOf(IOException.class);

    Files.write(file, List.of(FakeMailServer.USER, FakeMailServer.PASSWORD));
    mail.take(NOTE);

    assertThat(server.mails()).hasSize(1);
  }
}
