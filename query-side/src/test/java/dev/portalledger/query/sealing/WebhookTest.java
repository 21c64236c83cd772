package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T26: whom anchors are sent to, and whom they never are. */
class WebhookTest {

  private static final List<String> ALLOWED = List.of("anchor.example.com");
  private static final byte[] PUBLIC = {93, (byte) 184, (byte) 215, 14};

  private static HttpsServer server;
  private static SSLContext tls;
  private static final List<String> received = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void a_server_with_a_certificate_for_that_name(@TempDir Path folder) throws Exception {
    tls = TestTls.forName("anchor.example.com", folder);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          received.add(
              exchange.getRequestURI()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.getResponseHeaders().set("Location", "https://anchor.example.com/elsewhere");
          exchange.sendResponseHeaders(
              Integer.parseInt(exchange.getRequestURI().getQuery().substring(2)), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static AnchorWebhook webhook(String host, int status, boolean privately) {
    var address =
        URI.create(
            "https://%s:%d/hook?s=%d".formatted(host, server.getAddress().getPort(), status));
    return new AnchorWebhook(
        address,
        List.of("anchor.example.com", "other.example.com"),
        privately,
        _ -> new InetAddress[] {InetAddress.getLoopbackAddress()},
        tls.getSocketFactory());
  }

  @Test
  void an_anchor_is_posted_as_text() throws IOException {
    webhook("anchor.example.com", 204, true).take("note\n\u2014 line\n");

    assertThat(received).contains("/hook?s=204 note\n\u2014 line\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 400, 500})
  @DisplayName("T26: a redirect is not followed, and nothing but 2xx is taken for an answer")
  void a_redirect_is_not_followed(int status) {
    int before = received.size();

    assertThatThrownBy(() -> webhook("anchor.example.com", status, true).take("x"))
        .hasMessageContaining("answered HTTP/1.1 " + status);
    assertThat(received.subList(before, received.size())).hasSize(1);
  }

  @Test
  @DisplayName("T26: a certificate for another name is refused, and so is a private network")
  void who_cannot_be_who_they_should_be_gets_nothing() {
    int before = received.size();

    assertThatThrownBy(() -> webhook("other.example.com", 204, true).take("x"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> webhook("anchor.example.com", 204, false).take("x"))
        .hasMessageContaining("private network");
    assertThat(received).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1"
      })
  @DisplayName("T26: a name that leads here, into our network or to a cloud's own is refused")
  void an_address_of_our_own_network_is_refused(String address) {
    assertThat(WebhookTarget.isPublic(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"93.184.215.14", "8.8.8.8", "2606:4700::1111", "100.128.0.1", "172.32.0.1"})
  void an_address_of_the_internet_is_taken(String address) {
    assertThat(WebhookTarget.isPublic(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  @DisplayName("T26: of 5,000 ways to write an address none leads anywhere but to the allowed host")
  void none_of_very_many_spellings_gets_through() {
    var random = new Random(26);
    var asked = new ArrayList<String>();
    WebhookTarget.Resolver resolver =
        host -> {
          asked.add(host);
          return new InetAddress[] {InetAddress.getByAddress(PUBLIC)};
        };
    for (int n = 0; n < 5_000; n++) {
      try {
        WebhookTarget.of(new URI(spelling(random)), ALLOWED, false, resolver);
      } catch (IOException | java.net.URISyntaxException refused) {
        // As it should be.
      }
    }
    assertThat(asked).isNotEmpty().allMatch("anchor.example.com"::equals);
  }

  /** Whole and half truths of where the allowed host may stand in an address. */
  private static String spelling(Random random) {
    var host = "anchor.example.com";
    var evil =
        List.of(
                "127.0.0.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "169.254.169.254",
                "localhost",
                "evil.test")
            .get(random.nextInt(10));
    var scheme = List.of("https", "http", "ftp", "file", "HTTPS", "gopher").get(random.nextInt(6));
    var rest =
        List.of(
                "%s@%s/",
                "%2$s#%1$s/",
                "%2$s?%1$s",
                "%2$s\\@%1$s",
                "%1$s.%2$s/",
                "%2$s/%1$s",
                "%2$s:443@%1$s:80/",
                "%1$s%%00.%2$s",
                "%2$s%%23@%1$s/",
                "%1$s:80#@%2$s/",
                "%1$s/")
            .get(random.nextInt(11))
            .formatted(host, evil);
    return scheme + "://" + rest;
  }
}
