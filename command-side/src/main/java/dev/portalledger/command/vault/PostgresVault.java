package dev.portalledger.command.vault;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.IdGenerator;

/** The vault on {@code command.credential}. */
@Component
class PostgresVault implements Vault {

  private static final long FIRST_VERSION = 1;

  private final CredentialRows rows;
  private final CredentialFacts facts;
  private final TokenCipher cipher;
  private final IdGenerator ids;
  private final Clock clock;

  PostgresVault(
      CredentialRows rows,
      CredentialFacts facts,
      TokenCipher cipher,
      IdGenerator ids,
      Clock clock) {
    this.rows = rows;
    this.facts = facts;
    this.cipher = cipher;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public CredentialId keepPending(AttemptId attempt, OrganizationId organization, Tokens tokens) {
    var id = new CredentialId(ids.generateId());
    var key = cipher.keyOf(id, null);
    var place =
        new CredentialPlace(
            id,
            organization.value(),
            attempt.value(),
            null,
            null,
            FIRST_VERSION,
            key.id().toString());
    // Whatever this node's clock shows, the difference is the life that HubSpot gave.
    var life = Duration.between(clock.instant(), tokens.accessExpiresAt());
    rows.insertPending(
        new StoredCredential(place, FIRST_VERSION, cipher.seal(tokens, place, key), key), life);
    return id;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Activated activate(
      AttemptId attempt,
      OrganizationId organization,
      PortalId portal,
      int generation,
      long grantedByVersion) {
    var pending = rows.pending(attempt, organization).orElseThrow(() -> nothingKept(attempt));
    var superseded = supersede(organization, portal, pending);
    var key = cipher.keyOf(pending.place().id(), pending.key());
    var place = pending.place().granted(portal.value(), generation).under(key, pending.version());
    var sealed = cipher.seal(cipher.open(pending), place, key);
    rows.activate(new StoredCredential(place, pending.version(), sealed, key), grantedByVersion);
    return new Activated(place.id(), superseded);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<CredentialId> refuse(AttemptId attempt) {
    return rows.revokePending(attempt);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<CredentialId> release(OrganizationId organization, PortalId portal) {
    return rows.revokeActive(organization, portal);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void expire(OrganizationId organization, PortalId portal) {
    rows.active(organization, portal).ifPresent(row -> shred(row.place().id()));
  }

  @Override
  public Optional<RefreshToken> forRevocation(CredentialId credential) {
    return rows.givenUp(credential).map(cipher::openRefresh);
  }

  @Override
  public boolean sharedWithAnotherLiveCredential(CredentialId credential) {
    return facts.sharesRefreshToken(credential);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void destroy(CredentialId credential) {
    shred(credential);
  }

  @Override
  public Optional<Instant> accessEndsAt(OrganizationId organization, PortalId portal) {
    return facts.accessEndsAt(organization, portal);
  }

  @Override
  public boolean isInUse(PortalId portal) {
    return facts.isInUse(portal);
  }

  @Override
  public Optional<Tokens> active(OrganizationId organization, PortalId portal) {
    return rows.active(organization, portal).map(cipher::open);
  }

  @Override
  public Optional<Current> current(OrganizationId organization, PortalId portal) {
    return rows.active(organization, portal)
        .map(row -> new Current(cipher.open(row), row.version()));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean restsOn(OrganizationId organization, PortalId portal, long version) {
    return facts.lockedVersion(organization, portal).map(now -> now == version).orElse(true);
  }

  @Override
  public List<PendingCredential> pendingOlderThan(Duration age) {
    return facts.pendingOlderThan(age);
  }

  /** An older generation with the very same refresh token has nothing left to revoke. */
  private @Nullable CredentialId supersede(
      OrganizationId organization, PortalId portal, StoredCredential by) {
    var older = rows.active(organization, portal).orElse(null);
    if (older == null) {
      return null;
    }
    var id = older.place().id();
    if (Arrays.equals(older.tokens().fingerprint, by.tokens().fingerprint)) {
      shred(id);
      return null;
    }
    rows.supersede(id);
    return id;
  }

  private void shred(CredentialId credential) {
    rows.destroy(credential).ifPresent(cipher::forget);
  }

  private static IllegalStateException nothingKept(AttemptId attempt) {
    return new IllegalStateException("attempt " + attempt + " left no tokens to keep");
  }
}
