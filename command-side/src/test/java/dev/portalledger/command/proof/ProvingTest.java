package dev.portalledger.command.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.AuthorizerNow;
import dev.portalledger.command.proof.PretendedHubSpot.Mood;
import dev.portalledger.events.connection.PortalId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionOperations;

/** When a connection is proven, and what a proof changes. */
class ProvingTest {

  private static final String HOURS_LEFT = "extract(epoch from next_at - clock_timestamp()) / 3600";

  private final ProvenLedger ledger = ProvenLedger.get().emptied();
  private final PretendedHubSpot hubSpot = ledger.hubSpot();

  @Test
  void every_grant_is_due_for_its_next_proof_within_a_day() {
    var portals = Stream.generate(ledger::connected).limit(20).toList();

    assertThat(portals).allSatisfy(this::isDueWithinADay);
    assertThat(portals.stream().map(portal -> ledger.row(portal, "next_at")).distinct())
        .hasSize(20);
  }

  @Test
  void a_proof_moves_the_time_of_proof_and_records_no_event() {
    var portal = ledger.connected();
    ledger
        .db()
        .sql("update proof.connection set proven_at = proven_at - interval '1 day'")
        .update();
    ledger.laterToday();

    ledger.prove();

    assertThat(ledger.row(portal, "proven_at > clock_timestamp() - interval '1 minute'"))
        .isEqualTo("true");
    isDueWithinADay(portal);
    assertThat(ledger.events(portal)).containsExactly("connected");
  }

  @Test
  void what_is_not_due_costs_no_call() {
    ledger.connected();

    ledger.prove();

    assertThat(hubSpot.calls("/oauth/2026-03/token/introspect")).isZero();
  }

  /** The one who proved last may have been slower to answer. */
  @Test
  void a_proof_never_goes_back_in_time() {
    var portal = ledger.connected();
    var rows = ledger.bean(ProofRows.class);
    var slow = rows.find(ProvenLedger.ACME, portal).orElseThrow();
    ledger.db().sql("update proof.connection set proven_at = clock_timestamp()").update();
    var before = ledger.row(portal, "proven_at");

    rows.proven(slow, AuthorizerNow.UNKNOWN);

    assertThat(ledger.row(portal, "proven_at")).isEqualTo(before);
  }

  @Test
  void nodes_share_what_is_due_and_none_takes_what_another_has() {
    IntStream.range(0, 10).forEach(_ -> ledger.connected());
    ledger.laterToday();
    var rows = ledger.bean(ProofRows.class);
    var transaction = ledger.bean(TransactionOperations.class);

    var both =
        transaction.execute(
            _ -> {
              var mine = rows.claim(6);
              return Stream.concat(mine.stream(), onAnotherNode(rows).stream()).toList();
            });

    assertThat(both).hasSize(10);
    assertThat(both.stream().map(Due::portal).distinct()).hasSize(10);
  }

  @Test
  void whoever_is_claimed_by_a_node_that_dies_is_due_again_in_two_minutes() {
    var portal = ledger.connected();
    ledger.laterToday();

    assertThat(ledger.bean(ProofRows.class).claim(10)).hasSize(1);

    assertThat(
            ledger.row(
                portal,
                "next_at between clock_timestamp() + interval '100 seconds'"
                    + " and clock_timestamp() + interval '120 seconds'"))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"DOWN", "BUSY", "REFUSES_US"})
  void an_answer_that_says_nothing_of_the_grant_changes_nothing_but_the_next_try(Mood mood) {
    var portal = ledger.connected();
    var provenAt = ledger.row(portal, "proven_at");
    ledger.laterToday();
    hubSpot.is(mood);

    ledger.prove();

    assertThat(ledger.events(portal)).containsExactly("connected");
    assertThat(ledger.row(portal, "state || ' ' || failures")).isEqualTo("LIVE 1");
    assertThat(ledger.row(portal, "proven_at")).isEqualTo(provenAt);
    assertThat(ledger.row(portal, "next_at < clock_timestamp() + interval '31 minutes'"))
        .isEqualTo("true");
  }

  @Test
  void it_is_tried_again_sooner_than_a_day_and_then_less_and_less_often() {
    var portal = ledger.connected();
    hubSpot.is(Mood.DOWN);

    var hours =
        IntStream.range(0, 12)
            .mapToObj(
                _ -> {
                  ledger.laterToday();
                  ledger.prove();
                  return Double.valueOf(ledger.row(portal, HOURS_LEFT));
                })
            .toList();

    assertThat(hours.getFirst()).isBetween(2.4 / 60, 5.1 / 60);
    assertThat(hours.getLast()).isBetween(2.9, 6.1);
    assertThat(hours).allMatch(pause -> pause <= 6.1);
  }

  @Test
  void hubspot_says_how_long_to_wait_and_is_obeyed() {
    var portal = ledger.connected();
    ledger.laterToday();
    hubSpot.is(Mood.BUSY);

    ledger.prove();

    assertThat(Double.valueOf(ledger.row(portal, HOURS_LEFT))).isBetween(0.49, 0.51);
  }

  @Test
  void while_hubspot_is_down_a_lane_asks_for_one_and_afterwards_for_more_again() {
    IntStream.range(0, 40).forEach(_ -> ledger.connected());
    var proving = ledger.bean(Proving.class);
    ledger.laterToday();
    hubSpot.is(Mood.DOWN);

    var pace = proving.prove(Pace.of(10));
    assertThat(pace.next()).isEqualTo(1);
    pace = proving.prove(pace);
    assertThat(hubSpot.calls("/oauth/2026-03/token/introspect")).isLessThanOrEqualTo(11);

    hubSpot.is(Mood.WELL);
    ledger.laterToday();
    pace = proving.prove(proving.prove(pace));
    assertThat(pace.next()).isEqualTo(4);
    assertThat(hubSpot.calls("/oauth/2026-03/token/introspect")).isLessThanOrEqualTo(14);
  }

  /** After a day's outage everything is due at once. */
  @Test
  void what_was_proven_together_is_spread_over_hours_the_next_time() {
    var portals = Stream.generate(ledger::connected).limit(60).toList();
    ledger.laterToday();

    ledger.prove();

    var hours =
        portals.stream()
            .mapToDouble(portal -> Double.parseDouble(ledger.row(portal, HOURS_LEFT)))
            .summaryStatistics();
    assertThat(hours.getMin()).isGreaterThan(17.9);
    assertThat(hours.getMax()).isLessThan(22.9);
    assertThat(hours.getMax() - hours.getMin()).isGreaterThan(2);
  }

  @Test
  void a_credential_that_cannot_be_read_holds_up_no_other_and_ends_nothing() {
    var spoilt = ledger.connected();
    var other = ledger.connected();
    ledger
        .db()
        .sql(
            "update command.credential set refresh_ct = set_byte(refresh_ct, 40, 1 + get_byte(refresh_ct, 40) % 255)"
                + " where portal_id = :portal")
        .param("portal", spoilt.value())
        .update();
    ledger.laterToday();

    ledger.prove();

    assertThat(ledger.row(spoilt, "state || ' ' || failures")).isEqualTo("LIVE 1");
    isDueWithinADay(other);
    assertThat(ledger.events(spoilt)).containsExactly("connected");
  }

  @Test
  void an_expired_connection_keeps_its_last_proof_and_is_asked_about_no_more() {
    var portal = ledger.connected();
    var provenAt = ledger.row(portal, "proven_at");
    hubSpot.kill(portal.value());
    ledger.laterToday();
    ledger.prove();

    assertThat(ledger.row(portal, "state || ' ' || (next_at is null)")).isEqualTo("EXPIRED true");
    assertThat(ledger.row(portal, "proven_at")).isEqualTo(provenAt);
  }

  @Test
  void a_new_grant_is_a_proof_and_due_again() {
    var portal = ledger.connected();
    hubSpot.kill(portal.value());
    ledger.laterToday();
    ledger.prove();
    hubSpot.revive(portal.value());

    ledger.grant(portal, 2);

    assertThat(ledger.row(portal, "state || ' ' || generation")).isEqualTo("LIVE 2");
    isDueWithinADay(portal);
  }

  @Test
  void each_proof_looks_whether_the_authorizer_still_has_the_rights() {
    var portals = Stream.generate(ledger::connected).limit(4).toList();
    portals.stream().limit(3).forEach(portal -> hubSpot.letsUsersBeRead(portal.value()));
    hubSpot.authorizerIs(portals.get(0).value(), true);
    hubSpot.authorizerIs(portals.get(1).value(), false);
    hubSpot.authorizerIs(portals.get(2).value(), null);
    hubSpot.authorizerIs(portals.get(3).value(), null);
    ledger.laterToday();

    ledger.prove();

    assertThat(portals.stream().map(portal -> ledger.row(portal, "authorizer")))
        .containsExactly("SUPER_ADMIN", "NOT_SUPER_ADMIN", "DEACTIVATED", "UNKNOWN");
    assertThat(portals)
        .allSatisfy(p -> assertThat(ledger.events(p)).isEqualTo(List.of("connected")));
  }

  private void isDueWithinADay(PortalId portal) {
    assertThat(Double.valueOf(ledger.row(portal, HOURS_LEFT))).isBetween(17.9, 22.9);
  }

  private static List<Due> onAnotherNode(ProofRows rows) {
    var others = new java.util.concurrent.CompletableFuture<List<Due>>();
    Thread.ofVirtual().start(() -> others.complete(rows.claim(100)));
    return others.join();
  }
}
