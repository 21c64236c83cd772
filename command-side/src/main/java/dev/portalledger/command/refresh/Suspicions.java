package dev.portalledger.command.refresh;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;

/** Takes evidence against a grant and looks into it; whoever reports does not end anything. */
public interface Suspicions {

  /**
   * Called outside any transaction, at least once for each piece of evidence.
   *
   * @param generation of the grant the evidence is against; a later one is none of its business
   */
  void deadGrant(OrganizationId organization, PortalId portal, int generation, DeadGrant evidence);
}
