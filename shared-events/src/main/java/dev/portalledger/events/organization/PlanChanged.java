package dev.portalledger.events.organization;

import java.time.Instant;

public record PlanChanged(OrganizationId organizationId, Plan plan, Instant occurredAt)
    implements OrganizationEvent {}
