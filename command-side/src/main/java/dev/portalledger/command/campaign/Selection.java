package dev.portalledger.command.campaign;

import dev.portalledger.command.authorization.AskedThen;
import dev.portalledger.command.connection.Standing;
import dev.portalledger.command.connection.Standings;
import dev.portalledger.command.organization.Organizations;
import dev.portalledger.command.proof.Proofs;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.ScopeDrift;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which portals need a new grant. Tables tell where to look, the portals' own events decide. */
@Component
class Selection {

  private final Organizations organizations;
  private final Standings standings;
  private final AskedThen asked;
  private final Proofs proofs;

  Selection(Organizations organizations, Standings standings, AskedThen asked, Proofs proofs) {
    this.organizations = organizations;
    this.standings = standings;
    this.asked = asked;
    this.proofs = proofs;
  }

  /** At most so many. */
  List<PortalId> needing(OrganizationId organization, Reason reason, int most) {
    return switch (reason) {
      case EXPIRED ->
          proofs.allExpired(organization).stream()
              .filter(portal -> standings.of(organization, portal) instanceof Standing.Expired)
              .limit(most)
              .toList();
      case DRIFT -> drifted(organization, most);
    };
  }

  /** Whether the organization holds the portal or ever held it. */
  boolean isKnown(OrganizationId organization, PortalId portal) {
    return !(standings.of(organization, portal) instanceof Standing.Unknown);
  }

  private List<PortalId> drifted(OrganizationId organization, int most) {
    var features = organizations.features(organization).orElse(List.of());
    return asked.notFor(organization, Feature.needs(features)).stream()
        .filter(portal -> isDrifted(organization, features, portal))
        .limit(most)
        .map(AskedThen.Asked::portal)
        .toList();
  }

  private boolean isDrifted(
      OrganizationId organization, List<Feature> features, AskedThen.Asked then) {
    return switch (standings.of(organization, then.portal())) {
      case Standing.Connected(int _, var scopes) ->
          !ScopeDrift.between(features, scopes, then.scopes()).missing().isEmpty();
      case Standing.Expired _, Standing.Disconnected _, Standing.Unknown _ -> false;
    };
  }
}
