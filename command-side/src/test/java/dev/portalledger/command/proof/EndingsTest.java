package dev.portalledger.command.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.proof.PretendedHubSpot.Mood;
import dev.portalledger.command.refresh.DeadGrant;
import dev.portalledger.command.refresh.Suspicions;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Turns;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a connection, and what does not. */
class EndingsTest {

  private final ProvenLedger ledger = ProvenLedger.get().emptied();
  private final PretendedHubSpot hubSpot = ledger.hubSpot();
  private final Suspicions suspicions = ledger.bean(Suspicions.class);

  @Test
  void a_grant_that_hubspot_calls_dead_again_and_again_expires() {
    var portal = ledger.connected();
    hubSpot.kill(portal.value());
    ledger.laterToday();

    ledger.prove();

    assertThat(ledger.events(portal)).containsExactly("connected", "expired GRANT_DEAD");
    assertThat(tokensAreKept(portal)).isFalse();
  }

  @Test
  void one_answer_is_only_a_suspicion() {
    var portal = ledger.connected();
    hubSpot.lieOnceAbout(portal.value());
    ledger.laterToday();

    ledger.prove();

    assertThat(ledger.events(portal)).containsExactly("connected");
    assertThat(ledger.row(portal, "state || ' ' || failures")).isEqualTo("LIVE 0");
  }

  @Test
  void what_a_refresh_reports_is_asked_once_more_before_it_ends_anything() {
    var portal = ledger.connected();

    report(portal, 1, DeadGrant.REFRESH_TOKEN_REFUSED);
    assertThat(ledger.events(portal)).containsExactly("connected");
    assertThat(hubSpot.calls("/oauth/2026-03/token/introspect")).isEqualTo(1);

    hubSpot.kill(portal.value());
    report(portal, 1, DeadGrant.REFRESH_TOKEN_REFUSED);
    assertThat(ledger.events(portal)).containsExactly("connected", "expired GRANT_DEAD");
  }

  @ParameterizedTest(name = "HubSpot refuses it: {0}")
  @ValueSource(booleans = {false, true})
  void a_token_that_was_replaced_while_hubspot_was_asked_about_it_ends_nothing(boolean refuses) {
    var portal = ledger.connected();
    hubSpot.findsDead(portal.value(), refuses, () -> rotate(portal));

    report(portal, 1, DeadGrant.REFRESH_TOKEN_REFUSED);

    assertThat(ledger.events(portal)).containsExactly("connected");
    assertThat(ledger.row(portal, "state || ' ' || last_failure")).isEqualTo("LIVE TokenReplaced");
    assertThat(tokensAreKept(portal)).isTrue();
  }

  private void rotate(PortalId portal) {
    var turns = ledger.bean(Turns.class);
    var turn =
        turns
            .take(ProvenLedger.ACME, portal, new Turns.Want.Beyond(1), Duration.ofSeconds(5))
            .orElseThrow();
    assertThat(
            turns.keep(
                turn,
                new AccessToken("access-%s-1".formatted(portal)),
                Duration.ofMinutes(30),
                new RefreshToken("refresh-%s-1-rotated".formatted(portal))))
        .isPresent();
  }

  @Test
  void a_lost_answer_is_told_as_what_it_was() {
    var portal = ledger.connected();
    hubSpot.kill(portal.value());

    report(portal, 1, DeadGrant.REFRESH_OUTCOME_LOST);

    assertThat(ledger.events(portal)).containsExactly("connected", "expired REFRESH_OUTCOME_LOST");
  }

  @Test
  void while_hubspot_says_nothing_a_suspicion_stays_one() {
    var portal = ledger.connected();
    for (var mood : List.of(Mood.DOWN, Mood.BUSY, Mood.REFUSES_US)) {
      hubSpot.is(mood);
      report(portal, 1, DeadGrant.REFRESH_TOKEN_REFUSED);
    }

    assertThat(ledger.events(portal)).containsExactly("connected");
    assertThat(tokensAreKept(portal)).isTrue();
  }

  @Test
  void evidence_against_a_grant_that_was_replaced_says_nothing_of_the_new_one() {
    var portal = ledger.connected();
    ledger.grant(portal, 2);
    hubSpot.kill(portal.value());

    report(portal, 1, DeadGrant.REFRESH_TOKEN_REFUSED);

    assertThat(ledger.events(portal)).containsExactly("connected", "reconnected");
    assertThat(hubSpot.calls("/oauth/2026-03/token/introspect")).isZero();
  }

  @Test
  void a_portal_that_hubspot_no_longer_knows_is_disconnected_and_its_seat_is_free() {
    var portal = ledger.connected();
    hubSpot.close(portal.value());
    ledger.laterToday();

    ledger.prove();

    assertThat(ledger.events(portal)).startsWith("connected", "revoked PORTAL_GONE");
    assertThat(ledger.row(portal, "state")).isEqualTo("ENDED");
  }

  @Test
  void the_same_evidence_from_many_ends_it_once() {
    var portal = ledger.connected();
    hubSpot.kill(portal.value());

    Stream.generate(() -> portal)
        .limit(20)
        .parallel()
        .forEach(each -> report(each, 1, DeadGrant.REFRESH_TOKEN_REFUSED));

    assertThat(ledger.events(portal)).containsExactly("connected", "expired GRANT_DEAD");
    assertThat(ledger.count("select count(*) from command.ending")).isEqualTo(1);
  }

  @Test
  @DisplayName("T41 HubSpot calls all 1,000 grants dead: at most 50 end, the rest recover with it")
  void hubspot_is_doubted_when_everything_is_dead_at_once() {
    var portals = Stream.generate(ledger::connected).limit(1_000).toList();
    hubSpot.is(Mood.DENIES_EVERYTHING);
    ledger.laterToday();

    ledger.prove();

    assertThat(ledger.count(LIVE)).isBetween(950, 990);
    assertThat(
            ledger.count("select count(*) from command.ending_guard where open_since is not null"))
        .isEqualTo(1);
    assertThat(portals.stream().filter(portal -> isLive(portal)).toList())
        .hasSize(ledger.count(LIVE))
        .allMatch(this::tokensAreKept);

    theGuardStaysOpenWhileHubSpotDeniesEverything();
    everythingRecoversWhenHubSpotDoes();
  }

  private static final String LIVE = "select count(*) from proof.connection where state = 'LIVE'";
  private static final String HELD =
      "select count(*) from proof.connection where held_since is not null";

  private void theGuardStaysOpenWhileHubSpotDeniesEverything() {
    int alive = ledger.count(LIVE);
    anHourPasses();
    ledger.prove();
    assertThat(ledger.count(LIVE)).isEqualTo(alive);
    assertThat(ledger.count(HELD)).isEqualTo(alive);
  }

  private void everythingRecoversWhenHubSpotDoes() {
    int alive = ledger.count(LIVE);
    hubSpot.is(Mood.WELL);
    ledger.laterToday();
    ledger.prove();
    assertThat(ledger.count(HELD)).isZero();
    ledger.prove();
    assertThat(ledger.bean(EndingGuard.class).isOpen()).isFalse();
    assertThat(
            ledger.count(
                LIVE + " and failures = 0 and proven_at > clock_timestamp() - interval '1 minute'"))
        .isEqualTo(alive);
  }

  @Test
  @DisplayName("T41 few of many are asked in ten minutes, and HubSpot calls all of them dead")
  void hubspot_is_doubted_as_well_when_few_of_many_were_asked() {
    var portals = ofSixHundred(35);
    hubSpot.is(Mood.DENIES_EVERYTHING);
    due(portals);

    ledger.prove();

    assertThat(ledger.count(LIVE)).isEqualTo(590);
    assertThat(ledger.count(HELD)).isEqualTo(25);

    anHourPassesForTheGuard();
    ledger.prove();
    assertThat(ledger.bean(EndingGuard.class).isOpen()).isTrue();
    assertThat(ledger.count(LIVE)).isEqualTo(590);
  }

  @Test
  void hubspot_is_believed_about_as_many_as_it_confirmed() {
    var portals = ofSixHundred(60);
    due(portals.subList(0, 35));
    ledger.prove();
    var dead = portals.subList(35, 60);
    dead.forEach(portal -> hubSpot.kill(portal.value()));
    due(dead);

    ledger.prove();

    assertThat(ledger.count(LIVE)).isEqualTo(575);
    assertThat(ledger.bean(EndingGuard.class).isOpen()).isFalse();
  }

  @Test
  void those_that_hubspot_takes_back_do_not_speak_for_it() {
    var portals = ofSixHundred(50);
    due(portals);
    ledger.prove();
    hubSpot.is(Mood.DENIES_EVERYTHING);
    due(portals);
    ledger.prove();
    assertThat(ledger.count(HELD)).isBetween(20, 25);
    int alive = ledger.count(LIVE);

    anHourPassesForTheGuard();
    ledger.prove();

    assertThat(ledger.count(LIVE)).isEqualTo(alive);
  }

  /** Those that matter; of the rest only the schedule knows. All were confirmed an hour ago. */
  private List<PortalId> ofSixHundred(int portals) {
    var connected = Stream.generate(ledger::connected).limit(portals).toList();
    ledger
        .db()
        .sql(
            """
            update proof.connection set proven_at = proven_at - interval '1 hour',
              next_at = clock_timestamp() + interval '1 hour';
            insert into proof.connection (organization_id, portal_id, generation, granted_at, proven_at)
            select 'acme', -number, 1, now(), now() - interval '1 hour'
              from generate_series(1, 600 - %d) as number
            """
                .formatted(portals))
        .update();
    return connected;
  }

  private void due(List<PortalId> portals) {
    ledger
        .db()
        .sql(
            "update proof.connection set next_at = clock_timestamp() where portal_id in (:portals)")
        .param("portals", portals.stream().map(PortalId::value).toList())
        .update();
  }

  @Test
  void few_deaths_that_were_held_end_once_hubspot_is_believed_again() {
    var portals = Stream.generate(ledger::connected).limit(30).toList();
    portals.forEach(portal -> hubSpot.kill(portal.value()));
    ledger.laterToday();
    ledger.prove();
    assertThat(ledger.count(LIVE)).isEqualTo(20);

    portals.stream().filter(this::isLive).skip(5).forEach(p -> hubSpot.revive(p.value()));
    anHourPasses();
    ledger.prove();
    ledger.prove();

    assertThat(ledger.bean(EndingGuard.class).isOpen()).isFalse();
    assertThat(ledger.count(LIVE)).isEqualTo(15);
    assertThat(ledger.count(HELD)).isZero();
  }

  @Test
  void an_operator_who_knows_that_hubspot_is_right_lets_all_of_them_end() {
    var portals = Stream.generate(ledger::connected).limit(30).toList();
    portals.forEach(portal -> hubSpot.kill(portal.value()));
    ledger.laterToday();
    ledger.prove();
    var guard = ledger.bean(EndingGuard.class);
    assertThat(guard.state().held()).isEqualTo(20);
    assertThat(guard.state().openSince()).isNotNull();

    guard.release(new SubjectId("operator"));
    ledger.prove();

    assertThat(ledger.count(LIVE)).isZero();
    assertThat(guard.state().openSince()).isNull();
    assertThat(guard.state().letThroughUntil()).isNotNull();
  }

  /** Turns the clock for whatever remembers a time. */
  private void anHourPasses() {
    anHourPassesForTheGuard();
    ledger.laterToday();
  }

  private void anHourPassesForTheGuard() {
    ledger
        .db()
        .sql(
            """
            update command.ending set admitted_at = admitted_at - interval '1 hour';
            update command.ending_guard set open_since = open_since - interval '1 hour';
            """)
        .update();
  }

  private void report(PortalId portal, int generation, DeadGrant evidence) {
    suspicions.deadGrant(ProvenLedger.ACME, portal, generation, evidence);
  }

  private boolean isLive(PortalId portal) {
    return ledger.row(portal, "state").equals("LIVE");
  }

  private boolean tokensAreKept(PortalId portal) {
    return ledger.bean(Vault.class).active(ProvenLedger.ACME, portal).isPresent();
  }
}
