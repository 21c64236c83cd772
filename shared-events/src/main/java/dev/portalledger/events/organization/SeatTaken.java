package dev.portalledger.events.organization;

import dev.portalledger.events.connection.PortalId;
import java.time.Instant;

/**
 * A portal was taken into the plan's count.
 *
 * @param seatsHeld seats held after this one was taken
 */
public record SeatTaken(
    OrganizationId organizationId, PortalId portalId, int seatsHeld, Instant occurredAt)
    implements OrganizationEvent {}
