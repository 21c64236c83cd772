package dev.portalledger.command.proof;

import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.hubspot.Introspection;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A connection whose turn it is.
 *
 * @param askedAt the database's time before HubSpot is asked: what it answers is proven of then
 * @param removalSeen HubSpot said that the app was removed from the portal
 */
record Due(
    OrganizationId organization,
    PortalId portal,
    int generation,
    State state,
    boolean removalSeen,
    Instant askedAt) {

  enum State {
    LIVE,
    EXPIRED,
    ENDED
  }

  /** A grant that serves another portal or another app than ours says nothing of this one. */
  boolean isProvenBy(Introspection.Active grant, HubSpot hubSpot) {
    return hubSpot.isOurs(grant) && grant.hubId() == portal.value();
  }

  static Due of(ResultSet row, int number) throws SQLException {
    return new Due(
        new OrganizationId(row.getString("organization_id")),
        new PortalId(row.getLong("portal_id")),
        row.getInt("generation"),
        State.valueOf(row.getString("state")),
        row.getObject("uninstalled_at", OffsetDateTime.class) != null,
        row.getObject("asked_at", OffsetDateTime.class).toInstant());
  }
}
