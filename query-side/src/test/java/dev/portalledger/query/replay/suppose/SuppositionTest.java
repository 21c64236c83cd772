package dev.portalledger.query.replay.suppose;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.ATTEMPT;
import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeaseId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.query.replay.suppose.Supposition.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppositionTest {

  private final List<Object> history = new ArrayList<>();

  @Test
  void under_a_smaller_plan_what_came_over_it_would_have_been_refused() {
    connected(1);
    connected(2);
    connected(3);

    assertThat(under(2)).containsExactly("2 3 PLAN_LIMIT_REACHED [] 2");
    assertThat(under(3)).isEmpty();
    assertThat(under(0)).hasSize(3);
  }

  @Test
  void a_portal_that_was_let_go_makes_room_and_an_expired_one_does_not() {
    connected(1);
    expired(1);
    connected(2);
    revoked(1);
    connected(3);

    assertThat(under(1)).containsExactly("2 2 PLAN_LIMIT_REACHED [] 1");
  }

  @Test
  void one_that_would_have_been_refused_takes_no_seat_and_may_come_again() {
    connected(1);
    connected(2);
    revoked(2);
    revoked(1);
    reconnected(2, "oauth");

    assertThat(under(1)).containsExactly("1 2 PLAN_LIMIT_REACHED [] 1");
  }

  @Test
  void a_held_portal_is_reconnected_whatever_the_limit() {
    connected(1);
    reconnected(1, "oauth");

    assertThat(under(1)).isEmpty();
  }

  @Test
  void without_a_scope_that_is_required_a_grant_is_refused_and_the_one_before_stays() {
    connected(1, "oauth", "files");
    expired(1);
    reconnected(1, "oauth");
    leased(1);
    connected(2, "oauth");

    assertThat(requiring("files", "oauth"))
        .containsExactly(
            "2 1 SCOPES_MISSING [files] 1",
            "3 1 PORTAL_NOT_CONNECTED [] 1",
            "4 2 SCOPES_MISSING [files] 1");
    assertThat(requiring("oauth")).isEmpty();
  }

  @Test
  void nothing_is_leased_from_a_portal_that_would_not_have_been_connected() {
    connected(1);
    connected(2);
    leased(1);
    leased(2);

    assertThat(under(1))
        .containsExactly("1 2 PLAN_LIMIT_REACHED [] 1", "3 2 PORTAL_NOT_CONNECTED [] 1");
  }

  @Test
  void a_rule_may_name_both_and_scopes_in_any_manner() {
    assertThat(Suppositions.rule(3, " files, oauth  files"))
        .isEqualTo(new Rule(3, List.of("files", "oauth")));
    assertThat(Suppositions.rule(null, "oauth")).isEqualTo(new Rule(null, List.of("oauth")));
  }

  @ParameterizedTest
  @CsvSource({"-1,oauth", "1000001,oauth", ",", "3,<script>", ",' '"})
  void what_cannot_be_supposed_is_told(Integer limit, String scopes) {
    assertThatThrownBy(() -> Suppositions.rule(limit, scopes)).hasMessageContaining("400");
  }

  private List<String> under(int limit) {
    return read(new Rule(limit, List.of()));
  }

  private List<String> requiring(String... scopes) {
    return read(new Rule(null, List.of(scopes)));
  }

  private List<String> read(Rule rule) {
    var supposition = new Supposition(rule);
    var refused = new ArrayList<String>();
    for (int number = 0; number < history.size(); number++) {
      supposition
          .next(new Recorded("" + number, history.get(number)))
          .ifPresent(
              each ->
                  refused.add(
                      "%s %d %s %s %d"
                          .formatted(
                              each.eventId(),
                              each.portalId(),
                              each.reason(),
                              each.missingScopes(),
                              each.held())));
    }
    return refused;
  }

  private void connected(long portal, String... scopes) {
    history.add(
        new PortalConnected(new PortalId(portal), ACME, grant(1, scopes), ATTEMPT, OLIVIA, NOON));
  }

  private void reconnected(long portal, String... scopes) {
    history.add(
        new PortalReconnected(new PortalId(portal), ACME, grant(2, scopes), ATTEMPT, OLIVIA, NOON));
  }

  private void expired(long portal) {
    history.add(new PortalExpired(new PortalId(portal), ACME, 1, ExpiryCause.GRANT_DEAD, NOON));
  }

  private void revoked(long portal) {
    history.add(
        new PortalRevoked(
            new PortalId(portal),
            ACME,
            1,
            RevocationCause.REMOVED_BY_MEMBER,
            OLIVIA,
            RevocationExtent.GRANT,
            null,
            NOON));
  }

  private void leased(long portal) {
    history.add(
        new AccessLeased(
            new LeaseId("lease-0000000001"),
            new PortalId(portal),
            ACME,
            1,
            Purpose.AUDIT,
            "run-7",
            OLIVIA,
            List.of("oauth"),
            NOON,
            NOON));
  }

  private static Grant grant(int generation, String... scopes) {
    return new Grant(generation, HUGO, AuthorizerStanding.SUPER_ADMIN, List.of(scopes), null);
  }
}
