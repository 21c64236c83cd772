package dev.portalledger.query.audittrail;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.dashboard.AsItStood;
import dev.portalledger.query.dashboard.AsOf;
import org.springframework.stereotype.Component;

/** Says of the trail at a past moment what it leaves out. */
@Component
class PastTrail {

  private static final String REMARK =
      "Only what had happened by then; what came of it later is not here. People are called what"
          + " they are called today.";

  private final AuditTrail trail;

  PastTrail(AuditTrail trail) {
    this.trail = trail;
  }

  AsItStood remark(OrganizationId organization, AsOf asOf) {
    return AsItStood.at(asOf, trail.recordedSince(organization).orElse(null), REMARK);
  }
}
