package dev.portalledger.command.authorization;

import dev.portalledger.command.connection.Custody;
import dev.portalledger.command.invitation.Visits;
import dev.portalledger.command.proof.Proofs;
import dev.portalledger.command.revocation.Revocations;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves tokens as the events say, and closes the attempt that brought them. */
@Component
class VaultCustody implements Custody {

  private final Vault vault;
  private final Attempts attempts;
  private final Revocations revocations;
  private final Proofs proofs;
  private final Visits visits;

  VaultCustody(
      Vault vault, Attempts attempts, Revocations revocations, Proofs proofs, Visits visits) {
    this.vault = vault;
    this.attempts = attempts;
    this.revocations = revocations;
    this.proofs = proofs;
    this.visits = visits;
  }

  @Override
  public void follow(PortalConnectionEvent event, long version) {
    switch (event) {
      case PortalConnected e -> taken(e, e.attemptId(), e.grant(), version);
      case PortalReconnected e -> taken(e, e.attemptId(), e.grant(), version);
      case PortalExpired e -> {
        vault.expire(e.organizationId(), e.portalId());
        proofs.expired(e.organizationId(), e.portalId());
      }
      case PortalRevoked e -> {
        revocations.ended(e);
        proofs.ended(e.organizationId(), e.portalId());
      }
      // the credential is destroyed by whoever settles the revocation
      case UpstreamRevocationConfirmed _,
          UpstreamRevocationFailed _,
          AppUninstallAnswered _,
          RevocationProbed _ -> {}
    }
  }

  @Override
  public @Nullable Instant accessEndsAt(OrganizationId organization, PortalId portal) {
    return vault.accessEndsAt(organization, portal).orElse(null);
  }

  @Override
  public boolean restsOn(OrganizationId organization, PortalId portal, long credentialVersion) {
    return vault.restsOn(organization, portal, credentialVersion);
  }

  private void taken(PortalConnectionEvent event, AttemptId attempt, Grant grant, long version) {
    if (!attempts.close(attempt, event.portalId(), version)) {
      throw new IllegalStateException("attempt " + attempt + " has its outcome already");
    }
    var activated =
        vault.activate(
            attempt, event.organizationId(), event.portalId(), grant.generation(), version);
    proofs.granted(event.organizationId(), event.portalId(), grant.generation());
    visits.connected(attempt, event.portalId(), grant);
    var superseded = activated.superseded();
    if (superseded != null) {
      revocations.superseded(superseded, event.organizationId());
    }
  }
}
