package dev.portalledger.query.dashboard;

import dev.portalledger.events.organization.OrganizationId;
import java.util.Optional;

/** Knows what organizations call themselves; filled by the feature that reads their events. */
public interface OrganizationNames {

  /** Empty for an organization that was not registered, or whose registration was not read yet. */
  Optional<String> nameOf(OrganizationId organization);
}
