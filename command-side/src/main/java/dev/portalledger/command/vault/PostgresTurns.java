package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Turns on {@code command.credential}. */
@Component
class PostgresTurns implements Turns {

  private static final String STANDING =
      """
      select *,
             extract(epoch from access_expires_at - clock_timestamp()) as life_seconds,
             lease_until > clock_timestamp() as being_refreshed,
             greatest(0, extract(epoch from
               case when retry_at > clock_timestamp() then retry_at - clock_timestamp() end))
               as pause_seconds
        from command.credential
       where status = 'ACTIVE'
      """;

  private final JdbcClient db;
  private final TokenCipher cipher;

  PostgresTurns(JdbcClient db, TokenCipher cipher) {
    this.db = db;
    this.cipher = cipher;
  }

  @Override
  public Optional<Held> held(OrganizationId organization, PortalId portal) {
    return db.sql(STANDING + " and organization_id = :organization and portal_id = :portal")
        .param("organization", organization.value())
        .param("portal", portal.value())
        .query((row, _) -> held(row))
        .optional();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<PortalId, Held> heldStill(Set<PortalId> portals) {
    var held = new HashMap<PortalId, Held>();
    db.sql(
            STANDING
                + " and portal_id = any(cast(:portals as bigint[])) order by credential_id for share")
        .param("portals", numbers(portals))
        .query((ResultSet row) -> readable(row).ifPresent(one -> held.put(one.portal(), one)));
    return held;
  }

  @Override
  public Optional<Turn> take(
      OrganizationId organization, PortalId portal, Want want, Duration length) {
    return db.sql(
            """
            update command.credential
               set lease_epoch = lease_epoch + 1,
                   outcome_unknown = outcome_unknown or lease_until > '-infinity',
                   lease_until = clock_timestamp() + make_interval(secs => :length)
             where organization_id = :organization and portal_id = :portal and status = 'ACTIVE'
               and lease_until < clock_timestamp() and retry_at < clock_timestamp()
               and (credential_version = :version
                    or access_expires_at < clock_timestamp() + make_interval(secs => :life))
            returning *
            """)
        .param("organization", organization.value())
        .param("portal", portal.value())
        .param("length", seconds(length))
        .param("version", want instanceof Want.Beyond(var version) ? version : -1)
        .param("life", want instanceof Want.Life(var life) ? seconds(life) : 0.0)
        .query((row, _) -> turn(row))
        .optional();
  }

  @Override
  public Optional<Instant> keep(
      Turn turn, AccessToken access, Duration life, @Nullable RefreshToken rotated) {
    var place = place(turn);
    var sealed =
        cipher.seal(
            new Tokens(access, Instant.EPOCH, rotated == null ? turn.token() : rotated), place);
    return db.sql(
            """
            update command.credential
               set access_ct = :access, refresh_ct = :refresh, refresh_fingerprint = :fingerprint,
                   key_id = :key, credential_version = credential_version + 1,
                   access_expires_at = clock_timestamp() + make_interval(secs => :life),
                   lease_until = '-infinity', outcome_unknown = false, failures = 0,
                   retry_at = '-infinity', updated_at = clock_timestamp()
             where credential_id = :id and status = 'ACTIVE' and lease_epoch = :epoch
               and credential_version = :version
            returning access_expires_at
            """)
        .param("access", sealed.access)
        .param("refresh", sealed.refresh)
        .param("fingerprint", sealed.fingerprint)
        .param("key", place.keyId())
        .param("life", seconds(life))
        .param("id", turn.credential().value())
        .param("epoch", turn.epoch())
        .param("version", turn.version())
        .query((row, _) -> row.getObject("access_expires_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  @Override
  public boolean giveBack(Turn turn, boolean outcomeUnknown, Duration pause) {
    return db.sql(
                """
                update command.credential
                   set lease_until = '-infinity', outcome_unknown = :unknown,
                       failures = failures + 1,
                       retry_at = clock_timestamp() + make_interval(secs => :pause)
                 where credential_id = :id and status = 'ACTIVE' and lease_epoch = :epoch
                   and credential_version = :version
                """)
            .param("unknown", outcomeUnknown)
            .param("pause", seconds(pause))
            .param("id", turn.credential().value())
            .param("epoch", turn.epoch())
            .param("version", turn.version())
            .update()
        == 1;
  }

  @Override
  public Set<PortalId> beingRefreshed(Collection<PortalId> portals) {
    return Set.copyOf(
        db.sql(
                """
                select portal_id from command.credential
                 where status = 'ACTIVE' and lease_until > clock_timestamp()
                   and portal_id = any(cast(:portals as bigint[]))
                """)
            .param("portals", numbers(portals))
            .query((row, _) -> new PortalId(row.getLong("portal_id")))
            .list());
  }

  @Override
  public void inUse(Collection<PortalId> portals) {
    db.sql(
            """
            update command.credential set leased_at = clock_timestamp()
             where status = 'ACTIVE' and portal_id = any(cast(:portals as bigint[]))
               and (leased_at is null or leased_at < clock_timestamp() - interval '5 minutes')
            """)
        .param("portals", numbers(portals))
        .update();
  }

  @Override
  public List<Place> ending(Duration within, Duration usedWithin, int limit) {
    return db.sql(
            """
            select organization_id, portal_id from command.credential
             where status = 'ACTIVE'
               and leased_at > clock_timestamp() - make_interval(secs => :used)
               and access_expires_at < clock_timestamp() + make_interval(secs => :within)
                     + (hashtext(credential_id::text) % 60) * interval '1 second'
               and lease_until < clock_timestamp() and retry_at < clock_timestamp()
             order by access_expires_at limit :limit
               for update skip locked
            """)
        .param("used", seconds(usedWithin))
        .param("within", seconds(within))
        .param("limit", limit)
        .query(
            (row, _) ->
                new Place(
                    new OrganizationId(row.getString("organization_id")),
                    new PortalId(row.getLong("portal_id"))))
        .list();
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
        row.getLong("credential_version"),
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
        row.getLong("credential_version"),
        row.getLong("lease_epoch"),
        cipher.openRefresh(stored),
        row.getBoolean("outcome_unknown"),
        row.getInt("failures"));
  }

  private CredentialPlace place(Turn turn) {
    return new CredentialPlace(
        turn.credential(),
        turn.organization().value(),
        turn.attempt().value(),
        turn.portal().value(),
        turn.generation(),
        cipher.keyId());
  }

  private static Long[] numbers(Collection<PortalId> portals) {
    return portals.stream().map(PortalId::value).toArray(Long[]::new);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }
}
