package dev.portalledger.query.audittrail;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.SCOPES;
import static dev.portalledger.query.Samples.minutesLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.InvitationAccepted;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.query.Browser;
import dev.portalledger.query.RunningQuerySide;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptPageTest {

  private static Browser owner;

  @BeforeAll
  static void sign_in() {
    owner = RunningQuerySide.signedIn("Olivia", "acme", "OWNER");
  }

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void every_refusal_has_a_page_with_cause_and_way_out(RefusalReason reason) {
    String page = pageOf(refused("page-" + reason, reason));

    assertThat(page).contains("What happened", "Why", "What to do", "page-" + reason);
  }

  @ParameterizedTest
  @EnumSource(FailureCause.class)
  void every_failure_has_a_page_with_cause_and_way_out(FailureCause cause) {
    var attempt = new AttemptId("page-" + cause);
    String page = pageOf(new AuthorizationFailed(attempt, ACME, OLIVIA, cause, minutesLater(1)));

    assertThat(page).contains("What happened", "Why", "What to do", "Nothing was connected");
  }

  @Test
  void a_wrong_portal_page_names_both_portals_and_offers_the_right_one() {
    String page = pageOf(refused("both", RefusalReason.WRONG_PORTAL));

    assertThat(page).contains("portal 1001", "portal 1002", "/client-accounts/1001/reconnect");
  }

  @Test
  void a_page_about_missing_scopes_lists_them_by_category() {
    String page = pageOf(refused("scopes", RefusalReason.SCOPES_MISSING));

    assertThat(page).contains("Automation", "automation", "Marketing", "crm.lists.read");
  }

  @Test
  void denied_and_abandoned_have_pages() {
    assertThat(
            pageOf(
                new AuthorizationDenied(
                    new AttemptId("page-denied"), ACME, OLIVIA, minutesLater(1))))
        .contains("The authorization was declined", "/client-accounts/add");
    assertThat(
            pageOf(
                new AuthorizationAbandoned(
                    new AttemptId("page-abandoned"), ACME, OLIVIA, minutesLater(1))))
        .contains("Nothing came back from HubSpot", "fifteen minutes");
  }

  @Test
  void an_attempt_that_has_not_ended_says_so_and_looks_again() {
    var attempt = new AttemptId("page-pending");
    RunningQuerySide.record(
        "attempt-page-pending",
        0,
        new AuthorizationStarted(attempt, ACME, OLIVIA, null, SCOPES, List.of(), minutesLater(0)));
    String page = open(owner, "page-pending");

    assertThat(page).contains("Not finished yet", "http-equiv=\"refresh\"");
  }

  @Test
  void an_invited_attempt_that_has_not_ended_says_so_too() {
    RunningQuerySide.record(
        "attempt-page-invited",
        0,
        new InvitationAccepted(
            new AttemptId("page-invited"),
            ACME,
            OLIVIA,
            new InvitationId("1"),
            null,
            SCOPES,
            List.of(),
            minutesLater(0)));

    assertThat(open(owner, "page-invited")).contains("Not finished yet");
  }

  @Test
  void an_auditor_reads_the_page_and_finds_no_button() {
    pageOf(refused("auditor", RefusalReason.WRONG_PORTAL));
    Browser auditor = RunningQuerySide.signedIn("Anna", "acme", "AUDITOR");

    assertThat(open(auditor, "auditor"))
        .contains("Another portal was picked")
        .doesNotContain("/reconnect\"");
  }

  @Test
  void another_organization_s_attempt_does_not_exist() {
    pageOf(refused("foreign", RefusalReason.WRONG_PORTAL));
    Browser stranger = RunningQuerySide.signedIn("Gus", "globex", "OWNER");

    var answer = stranger.get("/attempts/foreign", Map.of("Accept", "text/html"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain("1001", "1002");
  }

  private static String pageOf(AuthorizationEvent outcome) {
    RunningQuerySide.record("attempt-" + outcome.attemptId(), 1, outcome);
    return open(owner, outcome.attemptId().value());
  }

  private static String open(Browser browser, String attempt) {
    var answer = browser.get("/attempts/" + attempt, Map.of("Accept", "text/html"));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static AuthorizationRefused refused(String attempt, RefusalReason reason) {
    return new AuthorizationRefused(
        new AttemptId(attempt),
        ACME,
        OLIVIA,
        reason,
        new PortalId(1002),
        expected(reason),
        HUGO,
        SCOPES,
        reason == RefusalReason.SCOPES_MISSING
            ? List.of("automation", "crm.lists.read")
            : List.of(),
        minutesLater(1));
  }

  private static @Nullable PortalId expected(RefusalReason reason) {
    return reason == RefusalReason.WRONG_PORTAL ? new PortalId(1001) : null;
  }
}
