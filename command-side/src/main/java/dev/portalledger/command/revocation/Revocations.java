package dev.portalledger.command.revocation;

import dev.portalledger.command.vault.CredentialId;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.organization.OrganizationId;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * Notes that a grant must end at HubSpot too. Called within the transaction that ended it here, so
 * that the note is there exactly if the end is; {@link UpstreamRevocation} does the rest.
 */
@Component
public class Revocations {

  private final Vault vault;
  private final RevocationRows rows;
  private final IdGenerator ids;

  Revocations(Vault vault, RevocationRows rows, IdGenerator ids) {
    this.vault = vault;
    this.rows = rows;
    this.ids = ids;
  }

  /** The attempt's grant was refused or failed to be confirmed. */
  public void notTaken(AttemptId attempt, OrganizationId organization) {
    vault
        .refuse(attempt)
        .ifPresent(credential -> rows.insert(Revocation.notTaken(credential, organization)));
  }

  /** A newer grant of the same connection took its place. */
  public void superseded(CredentialId credential, OrganizationId organization) {
    rows.insert(Revocation.superseded(credential, organization));
  }

  /**
   * The connection ended. One that had expired has no token left to revoke: then HubSpot's part is
   * over already, and only that has to be recorded.
   */
  public void ended(PortalRevoked event) {
    var credential =
        vault
            .release(event.organizationId(), event.portalId())
            .orElseGet(() -> new CredentialId(ids.generateId()));
    rows.insert(Revocation.ended(credential, event));
  }
}
