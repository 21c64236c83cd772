package dev.portalledger.eventstore.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "PT30S,  PT0S, true",
    "PT31S,  PT0S, false",
    "PT-30S, PT0S, true",
    "PT-31S, PT0S, false",
    "PT34S,  PT5S, true", // the answer may be five seconds old
    "PT36S,  PT5S, false",
    "PT-31S, PT5S, false"
  })
  void a_clock_is_fit_within_the_tolerance(Duration ahead, Duration took, boolean fit) {
    assertThat(ClockRules.judge(ahead, took, TOLERANCE, "harm") instanceof Verdict.Fit)
        .isEqualTo(fit);
  }

  @Test
  void a_clock_that_is_off_tells_how_far_and_what_comes_of_it() {
    var ahead = Duration.ofSeconds(243);

    assertThat(what(ClockRules.judge(ahead, Duration.ZERO, TOLERANCE, "leases end early")))
        .isEqualTo("this node's clock is 4 min 3 s ahead of the database's, so leases end early");
    assertThat(what(ClockRules.judge(ahead.negated(), Duration.ZERO, TOLERANCE, "it does harm")))
        .isEqualTo("this node's clock is 4 min 3 s behind the database's, so it does harm");
  }

  private static String what(Verdict verdict) {
    return verdict instanceof Verdict.Unfit unfit ? unfit.what() : verdict.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "200, https://login.test/a,  Fit",
    "200, https://login.test/a/, Unfit", // the slash counts, as it does in a token
    "200, https://login.test,    Unfit",
    "200, ,                      Unfit",
    "404, ,                      Unfit",
    "401, ,                      Unfit",
    "429, ,                      Unknown",
    "500, https://login.test/a,  Unknown",
    "503, ,                      Unknown"
  })
  void an_issuer_is_what_its_document_names(int status, @Nullable String named, String verdict) {
    assertThat(IssuerRules.judge(URI.create("https://login.test/a"), status, named))
        .extracting(it -> it.getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  @Test
  void a_description_is_looked_for_where_those_who_read_tokens_look() {
    assertThat(IssuerRules.places(URI.create("https://login.test:8443/realms/a/")))
        .extracting(URI::toString)
        .containsExactly(
            "https://login.test:8443/realms/a/.well-known/openid-configuration",
            "https://login.test:8443/.well-known/openid-configuration/realms/a",
            "https://login.test:8443/.well-known/oauth-authorization-server/realms/a");
    assertThat(IssuerRules.places(URI.create("https://login.test")))
        .extracting(URI::toString)
        .contains("https://login.test/.well-known/openid-configuration");
  }

  @Test
  void what_an_issuer_calls_itself_cannot_break_a_line_of_the_log() {
    var verdict = IssuerRules.judge(URI.create("https://login.test"), 200, "a\nERROR b");

    assertThat(verdict).hasToString(verdict.toString().replace("\n", ""));
  }

  @Test
  void a_tolerance_is_positive() {
    assertThat(new ClockSettings(Duration.ofMillis(1)).tolerance()).isPositive();
    assertThatThrownBy(() -> new ClockSettings(Duration.ZERO))
        .hasMessage("ledger.clock.tolerance must be positive");
  }
}
