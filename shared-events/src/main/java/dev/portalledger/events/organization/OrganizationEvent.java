package dev.portalledger.events.organization;

import dev.portalledger.events.LedgerEvent;

/** Everything that can happen to an organization. */
public sealed interface OrganizationEvent extends LedgerEvent
    permits OrganizationRegistered, PlanChanged, FeaturesChanged, SeatTaken, SeatReleased {

  OrganizationId organizationId();
}
