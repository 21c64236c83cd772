package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import java.time.Instant;
import java.util.List;

/** What one event of an organization changes in its row. */
sealed interface PlanChange {

  String organization();

  long version();

  Instant at();

  record Registered(OrganizationRegistered event, long version) implements PlanChange {

    @Override
    public String organization() {
      return event.organizationId().value();
    }

    @Override
    public Instant at() {
      return event.occurredAt();
    }
  }

  record Booked(String organization, Plan plan, Instant at, long version) implements PlanChange {}

  record Featured(String organization, List<Feature> features, Instant at, long version)
      implements PlanChange {}
}
