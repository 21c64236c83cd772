package dev.portalledger.command.revocation;

import dev.portalledger.command.connection.ConfirmUpstreamRevocation;
import dev.portalledger.command.vault.CredentialId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.organization.OrganizationId;

/** A grant that HubSpot has yet to end. */
record Revocation(CredentialId credential, OrganizationId organization, Reason reason) {

  sealed interface Reason {

    /** The connection ended, and the ledger waits to record that HubSpot confirmed it. */
    record Ended(PortalId portal, int generation) implements Reason {}

    record Superseded() implements Reason {}

    record NotTaken() implements Reason {}
  }

  static Revocation ended(CredentialId credential, PortalRevoked event) {
    return new Revocation(
        credential, event.organizationId(), new Reason.Ended(event.portalId(), event.generation()));
  }

  static Revocation superseded(CredentialId credential, OrganizationId organization) {
    return new Revocation(credential, organization, new Reason.Superseded());
  }

  static Revocation notTaken(CredentialId credential, OrganizationId organization) {
    return new Revocation(credential, organization, new Reason.NotTaken());
  }

  ConfirmUpstreamRevocation confirmation(Reason.Ended ended) {
    return new ConfirmUpstreamRevocation(organization, ended.portal(), ended.generation());
  }
}
