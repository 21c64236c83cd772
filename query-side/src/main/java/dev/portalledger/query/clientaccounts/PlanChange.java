package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import java.util.List;

/** What one event of an organization changes in its row. */
sealed interface PlanChange {

  String organization();

  long version();

  record Registered(OrganizationRegistered event, long version) implements PlanChange {

    @Override
    public String organization() {
      return event.organizationId().value();
    }
  }

  record Booked(String organization, Plan plan, long version) implements PlanChange {}

  record Featured(String organization, List<Feature> features, long version)
      implements PlanChange {}
}
