package dev.portalledger.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.eventstore.DroppedEvent;
import dev.portalledger.eventstore.StreamUnreadable;
import dev.portalledger.eventstore.UnknownEvent;
import java.net.URI;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTest {

  private final Problems problems =
      new Problems(
          new TroubleAnswers(
              new PublicAddress(URI.create("https://ledger.test/")), JsonMapper.shared()));

  @ParameterizedTest
  @MethodSource("outages")
  void a_database_that_is_away_is_said_so_with_a_time_to_come_again(RuntimeException thrown) {
    var answer = problems.unforeseen(new MockHttpServletRequest("PUT", "/api/v1/x"), thrown);

    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isNotBlank();
    assertThat(answer.getBody())
        .isInstanceOfSatisfying(
            ProblemDetail.class,
            problem ->
                assertThat(problem.getType())
                    .isEqualTo(URI.create("https://ledger.test/problems/storage-unavailable")));
  }

  static Stream<RuntimeException> outages() {
    return Stream.of(
        new CannotGetJdbcConnectionException("canary"),
        new QueryTimeoutException("canary"),
        new CannotCreateTransactionException("canary"),
        new IllegalStateException("wrapped", new SQLTransientConnectionException("canary")));
  }

  @Test
  void a_bug_is_said_without_its_text() {
    var answer =
        problems.unforeseen(
            new MockHttpServletRequest("PUT", "/api/v1/x"),
            new IllegalStateException("canary: portal 1001 of acme"));

    assertThat(answer.getStatusCode().value()).isEqualTo(500);
    assertThat(String.valueOf(answer.getBody())).doesNotContain("canary").doesNotContain("1001");
  }

  @Test
  void what_only_a_newer_version_can_read_is_said_so_with_a_time_to_come_again() {
    var answer =
        problems.unforeseen(
            new MockHttpServletRequest("PUT", "/api/v1/x"),
            new StreamUnreadable.ByThisVersion("org-acme", new UnknownEvent("canary", "2")));

    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isNotBlank();
    assertThat(String.valueOf(answer.getBody()))
        .contains("/problems/newer-version")
        .doesNotContain("canary");
  }

  @Test
  void what_nobody_can_read_any_more_is_said_so_without_a_time_to_come_again() {
    var answer =
        problems.unforeseen(
            new MockHttpServletRequest("PUT", "/api/v1/x"),
            new StreamUnreadable.ForEver("org-acme", new DroppedEvent("canary", "2")));

    assertThat(answer.getStatusCode().value()).isEqualTo(410);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isNull();
    assertThat(String.valueOf(answer.getBody()))
        .contains("/problems/records-dropped", "Do not repeat this")
        .doesNotContain("canary");
  }

  /** A broken event store is no matter of versions, and none of retention. */
  @Test
  void what_an_event_store_says_otherwise_is_a_bug_like_any_other() {
    var answer =
        problems.unforeseen(
            new MockHttpServletRequest("PUT", "/api/v1/x"), new EventStoreException("canary"));

    assertThat(answer.getStatusCode().value()).isEqualTo(500);
    assertThat(String.valueOf(answer.getBody())).doesNotContain("canary");
  }
}
