package dev.portalledger.events.connection;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Access ended here at once; portal and seat are free.
 *
 * @param by the member who ended it; null when HubSpot or the authorizer did
 * @param extent what is to end at HubSpot too; never null when read, the first revision knew only
 *     the grant
 * @param residualAccessUntil until when access tokens that were issued before may still open the
 *     portal at HubSpot, which cannot take them back; null if none lives
 */
public record PortalRevoked(
    PortalId portalId,
    OrganizationId organizationId,
    int generation,
    RevocationCause cause,
    @Nullable SubjectId by,
    RevocationExtent extent,
    @Nullable Instant residualAccessUntil,
    Instant occurredAt)
    implements PortalConnectionEvent {

  public PortalRevoked {
    extent = Objects.requireNonNullElse(extent, RevocationExtent.GRANT);
  }
}
