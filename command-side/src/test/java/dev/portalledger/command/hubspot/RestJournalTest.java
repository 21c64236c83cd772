package dev.portalledger.command.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.FakeHubSpot.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class RestJournalTest {

  private static final String TOKEN = "\"access_token\":\"canary-app-token\",\"expires_in\":1800";

  private final FakeHubSpot server = new FakeHubSpot();
  private final Journal journal = HubSpotFixture.journal(server.url());

  @AfterEach
  void stop() {
    server.close();
  }

  /** HubSpot names the address of a page; whatever it names, our own network is not searched. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:1/",
        "http://127.0.0.1:1/",
        "file:///etc/passwd",
        "ftp://hubspot.test/",
        "//hubspot.test/page",
        "no address at all",
        ""
      })
  void an_address_that_is_not_safe_is_never_opened(String url) {
    server.answers(
        Answer.json(200, "{%s,\"currentOffset\":\"o1\",\"url\":\"%s\"}".formatted(TOKEN, url)));

    assertThat(journal.after(null))
        .isEqualTo(new Journal.Read.Failed(new HubSpotFailure.Unreadable()));
    assertThat(server.calls()).hasSize(2);
  }

  @Test
  void one_token_serves_many_pages_and_none_is_sent_to_where_a_page_lies() {
    server.answers(
        Answer.json(
            200,
            "{%s,\"currentOffset\":\"o1\",\"url\":\"%s/p\",\"journalEvents\":[]}"
                .formatted(TOKEN, server.url())));

    assertThat(journal.after(null)).isEqualTo(new Journal.Read.Page("o1", List.of()));
    assertThat(journal.after("o1")).isEqualTo(new Journal.Read.Page("o1", List.of()));

    assertThat(server.calls())
        .extracting(FakeHubSpot.Call::path)
        .containsExactly(
            "/oauth/2026-03/token",
            "/webhooks-journal/journal/2026-03/earliest",
            "/p",
            "/webhooks-journal/journal/2026-03/offset/o1/next",
            "/p");
    assertThat(server.calls().stream().filter(call -> call.path().equals("/p")))
        .allMatch(call -> call.bearer() == null);
    assertThat(server.calls().getFirst().form())
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("client_secret", HubSpotFixture.SECRET);
  }

  @Test
  void a_token_that_is_refused_is_not_used_again() {
    server.answers(Answer.json(200, "{%s}".formatted(TOKEN)));
    assertThat(journal.subscribe()).isEqualTo(new Journal.Subscribed.Done());
    server.answers(Answer.json(401, "{\"status\":\"error\"}"));
    assertThat(journal.after(null)).isInstanceOf(Journal.Read.Failed.class);
    server.answers(Answer.json(200, "{%s}".formatted(TOKEN)));
    var _ = journal.subscribe();

    assertThat(server.calls().stream().filter(c -> c.path().equals("/oauth/2026-03/token")))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "{}", "{\"journalEvents\":{}}", "{\"journalEvents\":[1]}", "<html>"})
  void a_page_that_is_none_is_not_taken_for_an_empty_one(String page) {
    assertThat(
            Json.read(MediaType.APPLICATION_JSON, page.getBytes(UTF_8))
                .flatMap(JournalPages::removals))
        .isEmpty();
  }
}
