package dev.portalledger.command.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.FakeHubSpot.Answer;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed;
import dev.portalledger.command.vault.RefreshToken;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R9: sixty replies that HubSpot's API does not promise; none may be taken for tokens. */
@DisplayName("R9 sixty replies that HubSpot does not promise: none is taken for tokens")
@Tag("R9")
class MalformedRepliesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final RefreshToken REFRESH = new RefreshToken("canary-refresh");
  private static final String GOOD =
      """
      {"token_type":"bearer","access_token":"canary-access","refresh_token":"canary-rotated",\
      "expires_in":1800}\
      """;

  record Reply(String what, Answer answer) {

    @Override
    public String toString() {
      return what;
    }
  }

  private final FakeHubSpot server = new FakeHubSpot();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void is_unreadable_and_leaves_the_outcome_unknown(Reply reply) {
    server.answers(reply.answer());

    assertThat(HubSpotFixture.refresh(server.url(), PATIENCE).refresh(REFRESH))
        .isEqualTo(new Refreshed.Failed(new HubSpotFailure.Unreadable(), false));
    assertThat(server.calls()).hasSize(1);
  }

  @Test
  void the_table_has_sixty_replies_and_the_good_one_is_none_of_them() {
    assertThat(replies()).hasSize(60);
    server.answers(Answer.json(200, GOOD));
    assertThat(HubSpotFixture.refresh(server.url(), PATIENCE).refresh(REFRESH))
        .isInstanceOf(Refreshed.Granted.class);
  }

  static List<Reply> replies() {
    return Stream.of(notJson(), wrongShapes(), tokens(), lives(), types(), large())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Reply> notJson() {
    return bodies(
        "",
        " ",
        "null",
        "true",
        "0",
        "\"bearer\"",
        "<html>",
        "{",
        "}",
        "{]",
        "[" + GOOD + "]",
        GOOD.substring(0, 40),
        GOOD.substring(0, GOOD.length() - 1),
        GOOD + "x",
        GOOD + GOOD,
        "\uFEFF\uFEFF" + GOOD,
        GOOD.replace("\"", "'"),
        "access_token=canary-access&token_type=bearer&expires_in=1800");
  }

  private static List<Reply> wrongShapes() {
    return bodies(
        "{}",
        "{\"token_type\":\"bearer\"}",
        GOOD.replace("\"token_type\":\"bearer\",", ""),
        GOOD.replace("\"bearer\"", "\"mac\""),
        GOOD.replace("\"bearer\"", "null"),
        GOOD.replace("\"bearer\"", "1"),
        GOOD.replace("\"bearer\"", "[\"bearer\"]"),
        "{\"data\":" + GOOD + "}",
        GOOD.replace("{", "{\"access_token\":\"other\","),
        GOOD.replace("{", "{\"expires_in\":1,"));
  }

  private static List<Reply> tokens() {
    var access = "\"canary-access\"";
    var refresh = "\"canary-rotated\"";
    return bodies(
        GOOD.replace(access, "null"),
        GOOD.replace(access, "\"\""),
        GOOD.replace(access, "\"  \""),
        GOOD.replace(access, "1"),
        GOOD.replace(access, "true"),
        GOOD.replace(access, "{}"),
        GOOD.replace(access, "\"two words\""),
        GOOD.replace(access, "\"line\\nfeed\""),
        GOOD.replace(access, "\"h\\u00e9\""),
        GOOD.replace(access, "\"" + "a".repeat(5000) + "\""),
        GOOD.replace(refresh, "null"),
        GOOD.replace(refresh, "\"\""),
        GOOD.replace(refresh, "17"),
        GOOD.replace(refresh, "[" + refresh + "]"),
        GOOD.replace(refresh, "\"null\\u0000\""));
  }

  private static List<Reply> lives() {
    return bodies(
        GOOD.replace(",\"expires_in\":1800", ""),
        GOOD.replace("1800", "0"),
        GOOD.replace("1800", "-1"),
        GOOD.replace("1800", "9223372036854775808"),
        GOOD.replace("1800", "9223372036854775807"),
        GOOD.replace("1800", "1800.5"),
        GOOD.replace("1800", "\"1800\""),
        GOOD.replace("1800", "NaN"));
  }

  private static List<Reply> types() {
    return List.of(
        new Reply("as text/html", Answer.of(200, "text/html", GOOD)),
        new Reply("as text/plain", Answer.of(200, "text/plain", GOOD)),
        new Reply("as a form", Answer.of(200, "application/x-www-form-urlencoded", GOOD)),
        new Reply("a redirect", redirect(302)),
        new Reply("a redirect that keeps the form", redirect(307)),
        new Reply("no content", Answer.of(204, "application/json", "")));
  }

  private static Answer redirect(int status) {
    return Answer.of(status, "application/json", GOOD, "Location", "/elsewhere");
  }

  private static List<Reply> large() {
    return List.of(
        new Reply("10 MB", Answer.json(200, GOOD + " ".repeat(10_000_000))),
        new Reply("nested", Answer.json(200, "[".repeat(100_000))),
        new Reply("a gzip bomb", bomb()));
  }

  private static Answer bomb() {
    return (exchange, _) -> {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write((GOOD + " ".repeat(10_000_000)).getBytes(UTF_8));
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, packed.size());
      exchange.getResponseBody().write(packed.toByteArray());
    };
  }

  private static List<Reply> bodies(String... bodies) {
    var replies = new ArrayList<Reply>();
    for (String body : bodies) {
      var shown = body.length() > 60 ? body.substring(0, 60) + "…" : body;
      replies.add(new Reply("'" + shown + "'", Answer.json(200, body)));
    }
    return replies;
  }
}
