package dev.portalledger.command.lease;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.web.HubSpotStandIn;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassThroughTest {

  private static final String CONTACT = "/crm/v3/objects/contacts/1";
  private static final String REFUSED = "lease.write-refused";

  private final LeasedPortal portal = new LeasedPortal();
  private final HubSpotStandIn hubSpot = portal.side.hubSpot();

  @BeforeEach
  void answer() {
    hubSpot.answers(exchange -> reply(exchange, 200, "{\"id\":\"1\"}"));
  }

  @AfterEach
  void hangUp() {
    hubSpot.hangsUp();
  }

  @Test
  void a_reading_reaches_hubspot_with_the_portals_token_and_nothing_of_the_callers() {
    var answer =
        portal.side.send(
            call("GET", CONTACT + "?properties=email&idProperty=a%40b", portal.pass("AUDIT"))
                .header("Cookie", "session=canary")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Our-Own", "kept"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"id\":\"1\"}");
    assertThat(hubSpot.calls()).hasSize(1);
    var call = hubSpot.calls().getFirst();
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.uri()).isEqualTo(CONTACT + "?properties=email&idProperty=a%40b");
    assertThat(call.headers())
        .containsEntry("authorization", "Bearer " + portal.token())
        .containsEntry("x-our-own", "kept")
        .doesNotContainKeys("cookie", "x-http-method-override", "x-forwarded-for");
  }

  @Test
  void status_headers_and_rate_limits_of_hubspot_are_kept_and_its_cookies_are_not() {
    hubSpot.answers(
        exchange -> {
          exchange.getResponseHeaders().set("X-HubSpot-RateLimit-Remaining", "0");
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.getResponseHeaders().set("Set-Cookie", "hub=spot");
          exchange.getResponseHeaders().set("Connection", "X-Hop");
          exchange.getResponseHeaders().set("X-Hop", "this connection only");
          reply(exchange, 429, "{\"policyName\":\"TEN_SECONDLY_ROLLING\"}");
        });

    var answer = portal.side.send(call("GET", CONTACT, portal.pass("AUDIT")));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).contains("TEN_SECONDLY_ROLLING");
    assertThat(answer.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("0");
    assertThat(answer.header("Retry-After")).isEqualTo("7");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.headers("Set-Cookie")).isEmpty();
    assertThat(answer.header("X-Hop")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/crm/v3/objects/contacts/search",
        "/crm/objects/2026-03/contacts/search",
        "/crm/v3/objects/2-123456/batch/read",
        "/crm/v4/associations/contacts/companies/batch/read",
        "/crm/v3/properties/deals/batch/read",
        "/crm/v3/lists/search"
      })
  void a_search_is_a_reading_though_it_is_posted(String path) {
    var answer =
        portal.side.send(call("POST", path, portal.pass("AUDIT"), "{\"filterGroups\":[]}"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(hubSpot.calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/crm/v3/objects/contacts",
    "PATCH,/crm/v3/objects/contacts/1",
    "PUT,/crm/v3/objects/contacts/1",
    "DELETE,/crm/v3/objects/contacts/1",
    "POST,/crm/v3/objects/contacts/batch/create",
    "POST,/crm/v3/objects/contacts/batch/read/more",
    "POST,/crm/v3/objects/contacts/%73earch",
    "POST,/crm/v3/objects/contacts/merge",
    "POST,/automation/v4/flows",
    "POST,/files/v3/files/search",
    "OPTIONS,/crm/v3/objects/contacts/1"
  })
  void a_write_under_an_audit_lease_ends_here_and_is_recorded(String method, String path) {
    var token = portal.pass("AUDIT");

    var answer = portal.side.send(call(method, path, token, "{}"));
    var again = portal.side.send(call(method, path, token, "{}"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("forbidden");
    assertThat(answer.body()).contains("recorded");
    assertThat(again.status()).isEqualTo(403);
    assertThat(hubSpot.calls()).isEmpty();
    assertThat(portal.events(REFUSED)).as("once").hasSize(1);
    assertThat(portal.events(REFUSED).getFirst())
        .contains("\"method\":\"" + method + "\"", "\"purpose\":\"AUDIT\"")
        .doesNotContain("contacts", token);
  }

  @Test
  void an_implementation_lease_writes() {
    var answer =
        portal.side.send(
            call("PATCH", CONTACT, portal.pass("IMPLEMENTATION"), "{\"properties\":{}}"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(hubSpot.calls().getFirst().method()).isEqualTo("PATCH");
    assertThat(portal.events(REFUSED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/oauth/2026-03/token",
    "POST,/oauth/2026-03/token/revoke",
    "GET,/oauth/v1/access-tokens/x",
    "DELETE,/appinstalls/2026-03/external-install",
    "POST,/OAuth/2026-03/token",
    "GET,/webhooks-journal/journal/2026-03/earliest"
  })
  void nobody_reaches_what_is_between_the_ledger_and_hubspot(String method, String path) {
    var answer = portal.side.send(call(method, path, portal.pass("IMPLEMENTATION"), "{}"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(hubSpot.calls()).isEmpty();
    assertThat(portal.events(REFUSED)).hasSize(1);
  }

  /** By hand, since no client would send these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/../oauth/2026-03/token",
        "/crm/../oauth/x",
        "/crm/v3/..;/x",
        "/./crm",
        "/crm/.",
        "//evil.test/crm",
        "//evil.test:80/x",
        "/crm//v3",
        "/crm\\v3",
        "/%2e%2e/oauth",
        "/crm/%2E%2e/oauth",
        "/crm/%2foauth",
        "/crm/%5coauth",
        "/crm/%252e%252e/oauth",
        "/crm/%c0%af/oauth",
        "/crm/%e0%80%af/oauth",
        "/crm;x=/v3",
        "/crm%3b/v3",
        "/crm%00",
        "/crm%0d%0aX-Evil:%201",
        "/crm%23",
        "/crm%3fx",
        "/crm/%zz",
        "/crm/<v3>",
        "@evil.test/crm",
        ":80@evil.test/crm",
        ".evil.test/crm",
        "/crm?x=<y>",
        "/crm?x=\"y\""
      })
  void what_could_be_read_in_two_ways_reaches_nobody(String path) throws IOException {
    var status =
        raw("GET /hubspot/%s%s".formatted(portal.portal, path), portal.pass("IMPLEMENTATION"));

    assertThat(status).isBetween(400, 499);
    assertThat(hubSpot.calls()).isEmpty();
  }

  @Test
  void no_redirect_is_followed() {
    hubSpot.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://evil.test/");
          reply(exchange, 307, "");
        });

    var answer =
        portal.side.send(call("POST", CONTACT, portal.pass("IMPLEMENTATION"), "{\"a\":1}"));

    assertThat(answer.status()).isEqualTo(307);
    assertThat(hubSpot.calls()).hasSize(1);
  }

  @Test
  void only_a_lease_of_this_very_portal_opens_it() {
    var other = new LeasedPortal();
    for (String token :
        List.of(
            other.pass("AUDIT"), portal.service, portal.token(), "plp_" + "a".repeat(43), "x")) {
      var answer = portal.side.send(call("GET", CONTACT, token));
      assertThat(answer.status()).as(answer.body()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(answer.problem()).isEqualTo("unauthenticated");
    }
    assertThat(hubSpot.calls()).isEmpty();
  }

  @Test
  void a_lease_ends_with_its_time() {
    var token = portal.pass("AUDIT");
    CommandDatabase.asOwner().sql("update command.lease_pass set expires_at = now()").update();

    assertThat(portal.side.send(call("GET", CONTACT, token)).status()).isEqualTo(401);
  }

  @Test
  void a_lease_ends_with_its_connection_and_with_its_grant() {
    var before = portal.pass("AUDIT");
    portal.reconnect();
    assertThat(portal.side.send(call("GET", CONTACT, before)).status()).isEqualTo(401);

    var after = portal.pass("AUDIT");
    assertThat(portal.side.send(call("GET", CONTACT, after)).status()).isEqualTo(200);
    portal.remove();
    assertThat(portal.side.send(call("GET", CONTACT, after)).status()).isEqualTo(401);
    assertThat(hubSpot.calls()).hasSize(1);
  }

  @Test
  void a_hubspot_that_hangs_up_is_told_as_such() {
    hubSpot.hangsUp();

    var answer = portal.side.send(call("GET", CONTACT, portal.pass("AUDIT")));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("upstream-unavailable");
  }

  @Test
  @Timeout(30)
  void an_answer_streams_the_caller_reads_its_beginning_before_hubspot_wrote_its_end()
      throws Exception {
    var read = new CountDownLatch(1);
    hubSpot.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("first".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          await(read);
          exchange.getResponseBody().write("last".getBytes(UTF_8));
        });

    try (var socket = open("GET", CONTACT, portal.pass("AUDIT"), "")) {
      var in = socket.getInputStream();
      readUntil(in, "first");
      read.countDown();
      readUntil(in, "last");
    }
  }

  @Test
  @Timeout(30)
  void a_request_streams_hubspot_reads_its_beginning_before_the_caller_wrote_its_end()
      throws Exception {
    var arrived = new CountDownLatch(1);
    hubSpot.answers(
        exchange -> {
          readUntil(exchange.getRequestBody(), "first");
          arrived.countDown();
          readUntil(exchange.getRequestBody(), "last");
          reply(exchange, 201, "{}");
        });

    try (var socket =
        open(
            "POST",
            "/files/v3/files",
            portal.pass("IMPLEMENTATION"),
            "Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n")) {
      var out = socket.getOutputStream();
      // The JDK's client reads one buffer ahead before it sends another.
      var beginning = "first" + "x".repeat(100_000);
      out.write((Integer.toHexString(beginning.length()) + "\r\n" + beginning).getBytes(UTF_8));
      out.write("\r\n".getBytes(UTF_8));
      out.flush();
      arrived.await();
      out.write("4\r\nlast\r\n0\r\n\r\n".getBytes(UTF_8));
      out.flush();
      readUntil(socket.getInputStream(), "201");
    }
  }

  @Test
  void a_body_of_any_length_passes() {
    var large = "x".repeat(3_000_000);
    hubSpot.answers(
        exchange -> {
          int length = exchange.getRequestBody().readAllBytes().length;
          reply(exchange, 200, Integer.toString(length));
        });

    Answer answer =
        portal.side.send(call("POST", "/files/v3/files", portal.pass("IMPLEMENTATION"), large));

    assertThat(answer.body()).isEqualTo("3000000");
  }

  private HttpRequest.Builder call(String method, String path, String token) {
    return call(method, path, token, "");
  }

  private HttpRequest.Builder call(String method, String path, String token, String body) {
    return HttpRequest.newBuilder(portal.side.at("/hubspot/" + portal.portal + path))
        .header("Authorization", "Bearer " + token)
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  private int raw(String requestLine, String token) throws IOException {
    try (var socket = connect()) {
      write(socket, requestLine + " HTTP/1.1\r\n", token, "Connection: close\r\n");
      var answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  private Socket open(String method, String path, String token, String headers) throws IOException {
    var socket = connect();
    write(
        socket,
        "%s /hubspot/%s%s HTTP/1.1\r\n".formatted(method, portal.portal, path),
        token,
        headers);
    return socket;
  }

  private Socket connect() throws IOException {
    var at = portal.side.at("/");
    var socket = new Socket(at.getHost(), at.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, String line, String token, String headers)
      throws IOException {
    var head = line + "Host: ledger.test\r\nAuthorization: Bearer " + token + "\r\n" + headers;
    socket.getOutputStream().write((head + "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static void readUntil(InputStream in, String text) throws IOException {
    var seen = new StringBuilder();
    while (seen.indexOf(text) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended before " + text + " came: " + seen);
      }
      seen.append((char) next);
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
