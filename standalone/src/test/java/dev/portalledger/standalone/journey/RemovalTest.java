package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.connection.ExpireConnection;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.standalone.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Remove ends the access here at once and at HubSpot for certain. */
class RemovalTest {

  @AfterEach
  void everything_works_again() {
    Agency.SANDBOX.reset();
  }

  @Test
  void a_revocation_that_hubspot_does_not_take_is_tried_again_until_it_does() {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    agency.connect(portal);
    Agency.SANDBOX.knobs(
        """
        {"faults": [{"endpoint": "REVOKE", "kind": "UNAVAILABLE", "portal": %d, "times": 2}]}
        """
            .formatted(portal));

    assertThat(agency.remove(portal).status()).isEqualTo(200);

    assertThat(agency.account(portal, 1).get("status").asString()).isEqualTo("DISCONNECTED");
    assertThat(agency.accounts().at("/seats/held").asInt()).isZero();
    Eventually.holds(
        () ->
            assertThat(agency.account(portal, 1).get("upstreamRevocation").asString())
                .isEqualTo("CONFIRMED"));
    assertThat(Ledger.triesToRevoke(portal)).isEqualTo(3);
    assertThat(RefusalsTest.grantsOn(portal)).noneMatch(grant -> grant.get("alive").asBoolean());
  }

  @Test
  void a_credential_that_cannot_be_read_holds_up_no_other() {
    var agency = Agency.on("PRO");
    var spoilt = Agency.newPortal();
    var portal = Agency.newPortal();
    agency.connect(spoilt);
    agency.connect(portal);
    Ledger.spoilCredential(spoilt);

    agency.remove(spoilt);
    agency.remove(portal);

    Eventually.holds(
        () ->
            assertThat(agency.account(portal, 1).get("upstreamRevocation").asString())
                .isEqualTo("CONFIRMED"));
    Ledger.forgetRevocation(spoilt);
  }

  @Test
  void removing_an_expired_portal_is_confirmed_because_nothing_is_left_to_revoke() {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    agency.connect(portal);
    var expire =
        new ExpireConnection(
            new OrganizationId(agency.id), new PortalId(portal), 1, ExpiryCause.GRANT_DEAD);
    var _ = World.get().product().getBean(Commands.class).send(expire, Commands.SYSTEM);
    assertThat(agency.account(portal, 1).get("status").asString()).isEqualTo("EXPIRED");

    assertThat(agency.remove(portal).status()).isEqualTo(200);

    Eventually.holds(
        () ->
            assertThat(agency.account(portal, 2).get("upstreamRevocation").asString())
                .isEqualTo("CONFIRMED"));
  }

  @Test
  void a_removed_portal_can_be_connected_by_another_organization_and_keeps_its_history() {
    var first = Agency.on("PRO");
    var second = Agency.on("PRO");
    var portal = Agency.newPortal();
    first.connect(portal);
    first.remove(portal);

    assertThat(second.connect(portal).getPath()).isEqualTo("/client-accounts");

    assertThat(first.account(portal, 1).get("status").asString()).isEqualTo("DISCONNECTED");
    assertThat(first.trail()).anyMatch(e -> e.get("kind").asString().equals("portal-connected"));
    assertThat(first.trail().toString()).doesNotContain(second.id);
  }
}
