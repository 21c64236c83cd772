package dev.portalledger.events.organization;

import dev.portalledger.events.connection.PortalId;
import java.time.Instant;

/**
 * A portal was let go.
 *
 * @param seatsHeld seats held after this one was released
 */
public record SeatReleased(
    OrganizationId organizationId, PortalId portalId, int seatsHeld, Instant occurredAt)
    implements OrganizationEvent {}
