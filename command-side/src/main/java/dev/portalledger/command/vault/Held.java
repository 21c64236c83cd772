package dev.portalledger.command.vault;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;

/**
 * The access token a connection lives on, as it stands now.
 *
 * @param life what is left of it by the database's clock; negative once it is over
 * @param version grows with each refresh
 * @param beingRefreshed somebody has the turn
 * @param pause how long HubSpot is not to be asked after a failure; zero if it may be
 */
public record Held(
    OrganizationId organization,
    PortalId portal,
    int generation,
    long version,
    AccessToken token,
    Instant expiresAt,
    Duration life,
    boolean beingRefreshed,
    Duration pause) {

  public boolean livesFor(Duration time) {
    return life.compareTo(time) >= 0;
  }
}
