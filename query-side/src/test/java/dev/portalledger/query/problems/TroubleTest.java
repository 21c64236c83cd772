package dev.portalledger.query.problems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.transaction.CannotCreateTransactionException;

class TroubleTest {

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST",
    "401, UNAUTHENTICATED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "405, METHOD_NOT_ALLOWED",
    "406, NOT_ACCEPTABLE",
    "409, CONFLICT",
    "413, PAYLOAD_TOO_LARGE",
    "415, UNSUPPORTED_MEDIA_TYPE",
    "429, RATE_LIMITED",
    "500, INTERNAL",
    "502, UPSTREAM_REJECTED",
    "503, UPSTREAM_UNAVAILABLE"
  })
  void a_bare_status_is_kept_and_has_words(int status, Problem problem) {
    var trouble = trouble(status, null);

    assertThat(trouble.problem()).isEqualTo(problem);
    assertThat(trouble.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"418, INVALID_REQUEST, 418", "499, INVALID_REQUEST, 499", "504, INTERNAL, 500"})
  void a_status_nobody_foresaw_is_the_caller_s_fault_or_ours(
      int status, Problem problem, int answered) {
    var trouble = trouble(status, null);

    assertThat(trouble.problem()).isEqualTo(problem);
    assertThat(trouble.status()).isEqualTo(answered);
  }

  @ParameterizedTest
  @MethodSource("outages")
  void what_was_thrown_says_more_than_the_status(RuntimeException thrown, Problem problem) {
    var trouble = trouble(500, thrown);

    assertThat(trouble.problem()).isEqualTo(problem);
    assertThat(trouble.status()).isEqualTo(503);
    assertThat(trouble.detail()).doesNotContain("canary");
  }

  static Stream<Arguments> outages() {
    return Stream.of(
        Arguments.of(new DataAccessResourceFailureException("canary"), Problem.STORAGE_UNAVAILABLE),
        Arguments.of(new QueryTimeoutException("canary"), Problem.STORAGE_UNAVAILABLE),
        Arguments.of(new CannotCreateTransactionException("canary"), Problem.STORAGE_UNAVAILABLE),
        Arguments.of(new AuthenticationServiceException("canary"), Problem.UPSTREAM_UNAVAILABLE),
        Arguments.of(
            new IllegalArgumentException("Unable to resolve Configuration: canary"),
            Problem.UPSTREAM_UNAVAILABLE));
  }

  private static Trouble trouble(int status, @Nullable Throwable thrown) {
    var request = new MockHttpServletRequest("GET", "/api/v1/x");
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
    return Trouble.of(request, thrown);
  }
}
