package dev.portalledger.events.organization;

import java.time.Instant;

/** Everything that can happen to an organization. */
public sealed interface OrganizationEvent
    permits OrganizationRegistered, PlanChanged, FeaturesChanged, SeatTaken, SeatReleased {

  OrganizationId organizationId();

  Instant occurredAt();
}
