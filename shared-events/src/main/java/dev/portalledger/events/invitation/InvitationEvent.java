package dev.portalledger.events.invitation;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;

/**
 * What became of an invitation. Its stream is {@code Issued} (sequence 0) and at most one end
 * (sequence 1). That somebody followed its link stands in the attempt's stream, as {@code
 * InvitationAccepted}.
 */
public sealed interface InvitationEvent extends LedgerEvent
    permits InvitationIssued, InvitationUsed, InvitationWithdrawn, InvitationExpired {

  InvitationId invitationId();

  OrganizationId organizationId();

  /** The member who invited. */
  SubjectId invitedBy();
}
