package dev.portalledger.events.authorization;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;

/**
 * What became of an attempt. Its stream is {@code Started} or {@code InvitationAccepted} (sequence
 * 0) and at most one outcome (sequence 1); an attempt that succeeded ends in the portal's own
 * stream instead, in {@code PortalConnected} or {@code PortalReconnected}.
 */
public sealed interface AuthorizationEvent extends LedgerEvent
    permits AuthorizationStarted,
        InvitationAccepted,
        AuthorizationRefused,
        AuthorizationDenied,
        AuthorizationFailed,
        AuthorizationAbandoned {

  AttemptId attemptId();

  OrganizationId organizationId();

  /** The member who started the attempt, or who invited to it. */
  SubjectId initiator();
}
