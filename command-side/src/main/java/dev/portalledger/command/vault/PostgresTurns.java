package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Turns on {@code command.credential}: what is sealed in its rows is opened and sealed here. */
@Component
class PostgresTurns implements Turns {

  private final TurnRows rows;
  private final TokenCipher cipher;

  PostgresTurns(TurnRows rows, TokenCipher cipher) {
    this.rows = rows;
    this.cipher = cipher;
  }

  @Override
  public Optional<Held> held(OrganizationId organization, PortalId portal) {
    return rows.held(organization, portal, (row, _) -> held(row));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<PortalId, Held> heldStill(Set<PortalId> portals) {
    return rows.heldStill(portals, (row, _) -> readable(row)).stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toMap(Held::portal, Function.identity()));
  }

  @Override
  public Optional<Turn> take(
      OrganizationId organization, PortalId portal, Want want, Duration length) {
    return rows.take(organization, portal, want, length, (row, _) -> turn(row));
  }

  @Override
  public Optional<Instant> keep(
      Turn turn, AccessToken access, Duration life, @Nullable RefreshToken rotated) {
    var tokens = new Tokens(access, Instant.EPOCH, rotated == null ? turn.token() : rotated);
    var key = cipher.keyOf(turn.credential(), turn.key());
    return rows.keep(turn, cipher.seal(tokens, nextPlace(turn, key), key), key, life);
  }

  @Override
  public boolean giveBack(Turn turn, boolean outcomeUnknown, Duration pause) {
    return rows.giveBack(turn, outcomeUnknown, pause);
  }

  @Override
  public Set<PortalId> beingRefreshed(Collection<PortalId> portals) {
    return rows.beingRefreshed(portals);
  }

  @Override
  public void inUse(Collection<PortalId> portals) {
    rows.inUse(portals);
  }

  @Override
  public List<Place> ending(Duration within, Duration usedWithin, int limit) {
    return rows.ending(within, usedWithin, limit);
  }

  /** One that does not open was told already, and holds up none of the others. */
  private Optional<Held> readable(ResultSet row) throws SQLException {
    try {
      return Optional.of(held(row));
    } catch (CredentialUnreadable _) {
      return Optional.empty();
    }
  }

  private Held held(ResultSet row) throws SQLException {
    var stored = StoredCredential.of(row, 0);
    return new Held(
        new OrganizationId(stored.place().organization()),
        new PortalId(row.getLong("portal_id")),
        row.getInt("generation"),
        stored.version(),
        cipher.openAccess(stored),
        requireNonNull(stored.tokens().accessExpiresAt),
        duration(row.getDouble("life_seconds")),
        row.getBoolean("being_refreshed"),
        duration(row.getDouble("pause_seconds")));
  }

  private Turn turn(ResultSet row) throws SQLException {
    var stored = StoredCredential.of(row, 0);
    return new Turn(
        stored.place().id(),
        new AttemptId(stored.place().attempt()),
        new OrganizationId(stored.place().organization()),
        new PortalId(row.getLong("portal_id")),
        row.getInt("generation"),
        stored.version(),
        row.getLong("lease_epoch"),
        cipher.openRefresh(stored),
        row.getBoolean("outcome_unknown"),
        row.getInt("failures"),
        stored.key());
  }

  private static CredentialPlace nextPlace(Turn turn, DataKey key) {
    return new CredentialPlace(
        turn.credential(),
        turn.organization().value(),
        turn.attempt().value(),
        turn.portal().value(),
        turn.generation(),
        turn.version() + 1,
        key.id().toString());
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }
}
