package dev.portalledger.eventstore.offender;

import dev.portalledger.events.connection.PortalId;

class KnowsPortals {
  PortalId portal = new PortalId(1);
}
