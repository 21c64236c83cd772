package dev.portalledger.command.vault;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the tokens of every grant, encrypted, from the exchange until they are destroyed.
 *
 * <pre>
 * keepPending → PENDING ─ activate → ACTIVE ─ a newer generation → SUPERSEDED ┐
 *                  └─ refuse → REVOKING ◄─ release ─┘ └ expire ──────────────┼─ destroy → DESTROYED
 *                                 └──────────────────────────────────────────┘
 * </pre>
 *
 * Whatever changes a credential, but for {@link #keepPending}, MUST be called within the caller's
 * transaction; it throws without one. Times are the database's.
 */
public interface Vault {

  /**
   * Keeps fresh tokens before anything is decided about them, in a transaction of its own: when
   * this returns they are committed, whatever becomes of the caller.
   */
  CredentialId keepPending(AttemptId attempt, OrganizationId organization, Tokens tokens);

  /**
   * Makes the attempt's tokens the ones its connection lives on, in the transaction that records
   * the grant. Throws if the attempt left none: then no grant may be recorded either.
   */
  Activated activate(
      AttemptId attempt,
      OrganizationId organization,
      PortalId portal,
      int generation,
      long grantedByVersion);

  /** The grant was refused or never decided: its tokens await revocation. Empty if none pend. */
  Optional<CredentialId> refuse(AttemptId attempt);

  /**
   * The connection ended: its access token is gone at once, its refresh token awaits revocation.
   */
  Optional<CredentialId> release(OrganizationId organization, PortalId portal);

  /** HubSpot itself said that the grant is dead: its tokens are forgotten, nothing is to revoke. */
  void expire(OrganizationId organization, PortalId portal);

  /** The refresh token to revoke at HubSpot; empty once destroyed, or if nobody gave it up. */
  Optional<RefreshToken> forRevocation(CredentialId credential);

  /**
   * Whether another credential, pending or active, lives on the very same refresh token. Revoking
   * it at HubSpot would kill that one too.
   */
  boolean sharedWithAnotherLiveCredential(CredentialId credential);

  /** Forgets the tokens for good. Harmless when repeated. */
  void destroy(CredentialId credential);

  /**
   * When the last access token dies that HubSpot issued for this organization's connection to the
   * portal, whatever became of its credential. Empty if all have died.
   */
  Optional<Instant> accessEndsAt(OrganizationId organization, PortalId portal);

  /** Whether any connection lives on the portal. */
  boolean isInUse(PortalId portal);

  /** The tokens a connection lives on. */
  Optional<Tokens> active(OrganizationId organization, PortalId portal);

  /** The same, and which version of them. */
  Optional<Current> current(OrganizationId organization, PortalId portal);

  /**
   * Whether the connection lives on this version of its tokens; true if it has none. Until the end
   * of the transaction nobody replaces or ends them.
   */
  boolean restsOn(OrganizationId organization, PortalId portal, long version);

  /** What the sweeper has to finish, oldest first. */
  List<PendingCredential> pendingOlderThan(Duration age);
}
