package dev.portalledger.query.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.RefusalReason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhyNotTest {

  static Stream<String> everything_that_can_become_of_an_attempt() {
    return Stream.of(
            Stream.of("DENIED", "ABANDONED"),
            Stream.of(RefusalReason.values()).map(Enum::name),
            Stream.of(FailureCause.values()).map(Enum::name))
        .flatMap(names -> names);
  }

  @ParameterizedTest
  @MethodSource
  void everything_that_can_become_of_an_attempt(String outcome) {
    var why = WhyNot.of(outcome, "Acme Agency", 1001L);

    assertThat(why.title()).isNotBlank();
    assertThat(why.what()).endsWith("Nothing was connected.");
    assertThat(why.steps()).isNotEmpty();
    assertThat(why.toString()).doesNotContain("null", "Client Accounts");
  }

  @Test
  void a_wrong_portal_is_told_with_the_right_one() {
    var why = WhyNot.of("WRONG_PORTAL", "Acme Agency", 1001L);

    assertThat(why.what()).contains("portal 1001 only");
    assertThat(why.steps()).anyMatch(step -> step.contains("admin of portal 1001"));
  }

  @Test
  void another_holder_is_never_named() {
    assertThat(WhyNot.of("PORTAL_HELD_BY_ANOTHER_ORGANIZATION", "Acme Agency", null).toString())
        .contains("another organization")
        .doesNotContain("Acme");
  }
}
