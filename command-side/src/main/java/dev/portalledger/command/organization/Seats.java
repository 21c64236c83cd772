package dev.portalledger.command.organization;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import java.time.Instant;
import java.util.List;

/**
 * An organization's seats, seen and changed within the caller's unit of work. Always ask for the
 * organization before the portal: one lock order everywhere.
 */
public interface Seats {

  /** What the rules of a connection need to know of the organization. */
  sealed interface View {

    record Unknown() implements View {}

    record Known(Plan plan, int held, List<Feature> features) implements View {

      /** Whether one more portal may be held. */
      public boolean oneMoreFits() {
        return plan.allows(held + 1);
      }
    }
  }

  View view(OrganizationId organization);

  void take(OrganizationId organization, PortalId portal, Instant now);

  void release(OrganizationId organization, PortalId portal, Instant now);
}
