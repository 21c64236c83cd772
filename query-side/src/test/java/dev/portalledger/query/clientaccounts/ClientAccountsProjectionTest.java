package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.SCOPES;
import static dev.portalledger.query.Samples.confirmed;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.expired;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.reconnected;
import static dev.portalledger.query.Samples.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.ManualStep;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClientAccountsProjectionTest {

  private ClientAccounts accounts;
  private Handling projection;

  @BeforeEach
  void empty() {
    JdbcClient db = TestDatabase.empty();
    accounts = new ClientAccounts(db);
    projection = new Handling(new ClientAccountsProjection(db));
  }

  @Test
  void a_first_grant_makes_a_row_that_is_proven_at_that_moment() {
    publish(0, connected(ACME, PORTAL));

    assertThat(row(ACME))
        .isEqualTo(
            new ClientAccount(
                1001,
                "acme.example",
                ConnectionStatus.CONNECTED,
                Cause.FIRST_GRANT,
                NOON,
                NOON,
                null,
                1,
                SCOPES,
                List.of(),
                "subject-hugo",
                AuthorizerStanding.SUPER_ADMIN,
                AuthorizerRisk.NONE,
                "subject-olivia",
                null,
                UpstreamRevocation.NONE,
                null,
                0));
  }

  @Test
  void a_dead_grant_leaves_an_expired_row_that_still_tells_who_authorized() {
    publish(0, connected(ACME, PORTAL));
    publish(1, expired(minutesLater(5)));

    ClientAccount row = row(ACME);
    assertThat(row.status()).isEqualTo(ConnectionStatus.EXPIRED);
    assertThat(row.cause()).isEqualTo(Cause.GRANT_DEAD);
    assertThat(row.since()).isEqualTo(minutesLater(5));
    assertThat(row.provenAt()).isEqualTo(NOON);
    assertThat(row.authorizer()).isEqualTo("subject-hugo");
    assertThat(row.version()).isEqualTo(1);
  }

  @Test
  void a_new_grant_brings_an_expired_row_back_and_keeps_the_domain_it_knew() {
    publish(0, connected(ACME, PORTAL));
    publish(1, expired(minutesLater(5)));
    publish(2, reconnected(2, minutesLater(9)));

    ClientAccount row = row(ACME);
    assertThat(row.status()).isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(row.cause()).isEqualTo(Cause.NEW_GRANT);
    assertThat(row.since()).isEqualTo(minutesLater(9));
    assertThat(row.provenAt()).isEqualTo(minutesLater(9));
    assertThat(row.generation()).isEqualTo(2);
    assertThat(row.hubDomain()).isEqualTo("acme.example");
  }

  @Test
  void a_new_grant_on_a_connected_portal_does_not_change_since_when_it_is_connected() {
    publish(0, connected(ACME, PORTAL));
    publish(1, reconnected(2, minutesLater(9)));

    assertThat(row(ACME).since()).isEqualTo(NOON);
    assertThat(row(ACME).provenAt()).isEqualTo(minutesLater(9));
  }

  @Test
  void a_removed_portal_waits_for_hubspot_and_then_is_confirmed() {
    publish(0, connected(ACME, PORTAL));
    publish(1, removed(ACME, minutesLater(5)));

    assertThat(row(ACME).status()).isEqualTo(ConnectionStatus.DISCONNECTED);
    assertThat(row(ACME).cause()).isEqualTo(Cause.REMOVED_BY_MEMBER);
    assertThat(row(ACME).endedBy()).isEqualTo("subject-olivia");
    assertThat(row(ACME).upstreamRevocation()).isEqualTo(UpstreamRevocation.PENDING);

    publish(2, confirmed(1, minutesLater(6)));

    assertThat(row(ACME).upstreamRevocation()).isEqualTo(UpstreamRevocation.CONFIRMED);
    assertThat(row(ACME).since()).isEqualTo(minutesLater(5));
    assertThat(row(ACME).version()).isEqualTo(2);
  }

  @Test
  void a_removal_tells_what_hubspot_answered_and_until_when_leftovers_may_work() {
    publish(0, connected(ACME, PORTAL));
    publish(1, removedWithTheApp(minutesLater(5)));
    assertThat(row(ACME).ending()).isEqualTo(new Ending(minutesLater(35), true, null, null));

    publish(
        2, new AppUninstallAnswered(PORTAL, ACME, 1, UninstallAnswer.UNINSTALLED, minutesLater(6)));
    publish(3, confirmed(1, minutesLater(7)));
    publish(4, new RevocationProbed(PORTAL, ACME, 1, ProbeResult.DEAD, minutesLater(8)));

    assertThat(row(ACME).ending())
        .isEqualTo(
            new Ending(minutesLater(35), true, UninstallAnswer.UNINSTALLED, ProbeResult.DEAD));
    assertThat(row(ACME).upstreamRevocation()).isEqualTo(UpstreamRevocation.CONFIRMED);
    assertThat(row(ACME).version()).isEqualTo(4);
  }

  @Test
  void a_second_removal_waits_for_answers_of_its_own() {
    publish(0, connected(ACME, PORTAL));
    publish(1, removedWithTheApp(minutesLater(5)));
    publish(2, new AppUninstallAnswered(PORTAL, ACME, 1, UninstallAnswer.REFUSED, minutesLater(6)));
    publish(3, reconnected(2, minutesLater(7)));
    assertThat(row(ACME).ending()).isNull();
    publish(4, new RevocationProbed(PORTAL, ACME, 1, ProbeResult.DEAD, minutesLater(8)));
    publish(
        5,
        new PortalRevoked(
            PORTAL,
            ACME,
            2,
            RevocationCause.REMOVED_BY_MEMBER,
            OLIVIA,
            RevocationExtent.GRANT,
            null,
            minutesLater(9)));

    assertThat(row(ACME).ending()).isEqualTo(new Ending(null, false, null, null));
  }

  @Test
  void a_revocation_that_failed_or_was_not_tried_says_so() {
    publish(0, connected(ACME, PORTAL));
    publish(1, removed(ACME, minutesLater(5)));
    publish(2, notRevoked(UpstreamRevocationFailure.NOT_CONFIRMED_IN_TIME));
    assertThat(row(ACME).upstreamRevocation()).isEqualTo(UpstreamRevocation.FAILED);

    publish(3, notRevoked(UpstreamRevocationFailure.TOKEN_SHARED));
    assertThat(row(ACME).upstreamRevocation()).isEqualTo(UpstreamRevocation.SHARED);
  }

  private static UpstreamRevocationFailed notRevoked(UpstreamRevocationFailure cause) {
    return new UpstreamRevocationFailed(PORTAL, ACME, 1, cause, ManualStep.NONE, minutesLater(6));
  }

  private static PortalRevoked removedWithTheApp(Instant at) {
    return new PortalRevoked(
        PORTAL,
        ACME,
        1,
        RevocationCause.REMOVED_BY_MEMBER,
        OLIVIA,
        RevocationExtent.GRANT_AND_APP,
        at.plusSeconds(1800),
        at);
  }

  @Test
  void a_late_confirmation_says_nothing_about_the_grant_that_came_after() {
    publish(0, connected(ACME, PORTAL));
    publish(1, removed(ACME, minutesLater(5)));
    publish(2, reconnected(2, minutesLater(6)));
    publish(3, confirmed(1, minutesLater(7)));

    assertThat(row(ACME).status()).isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(row(ACME).upstreamRevocation()).isEqualTo(UpstreamRevocation.NONE);
    assertThat(row(ACME).version()).isEqualTo(3);
  }

  @Test
  void an_uninstalled_portal_needs_no_revocation_and_nobody_here_ended_it() {
    publish(0, connected(ACME, PORTAL));
    publish(
        1,
        new PortalRevoked(
            PORTAL,
            ACME,
            1,
            RevocationCause.UNINSTALLED_IN_HUBSPOT,
            null,
            RevocationExtent.GRANT,
            null,
            minutesLater(5)));

    assertThat(row(ACME).cause()).isEqualTo(Cause.UNINSTALLED_IN_HUBSPOT);
    assertThat(row(ACME).endedBy()).isNull();
    assertThat(row(ACME).upstreamRevocation()).isEqualTo(UpstreamRevocation.NONE);
  }

  @Test
  void a_portal_that_moves_on_leaves_its_row_behind_as_it_ended() {
    publish(0, connected(ACME, PORTAL));
    publish(1, removed(ACME, minutesLater(5)));
    publish(2, connected(GLOBEX, PORTAL));
    publish(3, confirmed(1, minutesLater(6)));

    assertThat(row(ACME).status()).isEqualTo(ConnectionStatus.DISCONNECTED);
    assertThat(row(ACME).version()).isEqualTo(3);
    assertThat(row(GLOBEX).status()).isEqualTo(ConnectionStatus.CONNECTED);
    assertThat(row(GLOBEX).version()).isEqualTo(2);
  }

  @Test
  void replaying_an_old_event_changes_nothing() {
    List<PortalConnectionEvent> events = wholeLife();
    for (int version = 0; version < events.size(); version++) {
      publish(version, events.get(version));
      ClientAccount before = row(ACME);
      for (int old = 0; old <= version; old++) {
        publish(old, events.get(old));
      }
      assertThat(row(ACME)).isEqualTo(before);
    }
  }

  @Test
  void reset_and_replay_give_the_same_rows() {
    List<PortalConnectionEvent> events = wholeLife();
    publishAll(events);
    ClientAccount live = row(ACME);

    projection.reset();
    assertThat(accounts.find(ACME, PORTAL.value())).isEmpty();
    publishAll(events);

    assertThat(row(ACME)).isEqualTo(live);
  }

  @Test
  void an_event_before_the_first_grant_is_an_error_and_no_silent_skip() {
    assertThatThrownBy(() -> publish(0, expired(NOON)))
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  private static List<PortalConnectionEvent> wholeLife() {
    return List.of(
        connected(ACME, PORTAL),
        expired(minutesLater(1)),
        reconnected(2, minutesLater(2)),
        removed(ACME, minutesLater(3)),
        confirmed(2, minutesLater(4)));
  }

  private void publishAll(List<PortalConnectionEvent> events) {
    for (int version = 0; version < events.size(); version++) {
      publish(version, events.get(version));
    }
  }

  private void publish(long version, PortalConnectionEvent event) {
    projection.publish("portal-" + event.portalId(), version, event);
  }

  private ClientAccount row(OrganizationId organization) {
    return accounts.find(organization, PORTAL.value()).orElseThrow();
  }
}
