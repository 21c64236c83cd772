package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import dev.portalledger.command.vault.Turns.Place;
import dev.portalledger.command.vault.Turns.Want;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of turns on {@code command.credential}. Rows come with their data key. */
@Component
final class TurnRows {

  private static final String STANDING =
      "select c.*, "
          + DataKey.COLUMNS
          + """
            ,
                   extract(epoch from access_expires_at - clock_timestamp()) as life_seconds,
                   lease_until > clock_timestamp() as being_refreshed,
                   greatest(0, extract(epoch from
                     case when retry_at > clock_timestamp()
                          then retry_at - clock_timestamp() end)) as pause_seconds
              from command.credential c left join command.data_key k using (data_key_id)
             where status = 'ACTIVE'
            """;

  private final JdbcClient db;

  TurnRows(JdbcClient db) {
    this.db = db;
  }

  <T> Optional<T> held(OrganizationId organization, PortalId portal, RowMapper<T> mapper) {
    return db.sql(STANDING + " and organization_id = :organization and portal_id = :portal")
        .param("organization", organization.value())
        .param("portal", portal.value())
        .query(mapper)
        .optional();
  }

  <T> List<T> heldStill(Set<PortalId> portals, RowMapper<T> mapper) {
    return db.sql(
            STANDING
                + """
                   and portal_id = any(cast(:portals as bigint[]))
                   order by credential_id for share of c
                  """)
        .param("portals", numbers(portals))
        .query(mapper)
        .list();
  }

  <T> Optional<T> take(
      OrganizationId organization,
      PortalId portal,
      Want want,
      Duration length,
      RowMapper<T> mapper) {
    return db.sql(
            """
            with c as (
              update command.credential
                 set lease_epoch = lease_epoch + 1,
                     outcome_unknown = outcome_unknown or lease_until > '-infinity',
                     lease_until = clock_timestamp() + make_interval(secs => :length)
               where organization_id = :organization and portal_id = :portal and status = 'ACTIVE'
                 and lease_until < clock_timestamp() and retry_at < clock_timestamp()
                 and (credential_version = :version
                      or access_expires_at < clock_timestamp() + make_interval(secs => :life))
              returning *)
            select c.*,
            """
                + DataKey.COLUMNS
                + " from c left join command.data_key k using (data_key_id)")
        .param("organization", organization.value())
        .param("portal", portal.value())
        .param("length", seconds(length))
        .param("version", want instanceof Want.Beyond(var version) ? version : -1)
        .param("life", want instanceof Want.Life(var life) ? seconds(life) : 0.0)
        .query(mapper)
        .optional();
  }

  /** A key that is there already stays as it is; a new one is stored only if the turn holds. */
  Optional<Instant> keep(Turn turn, SealedTokens sealed, DataKey key, Duration life) {
    var wrapped = requireNonNull(key.wrapped());
    return db.sql(
            """
            with kept as (
              update command.credential
                 set access_ct = :access, refresh_ct = :refresh,
                     refresh_fingerprint = :fingerprint, key_id = null, data_key_id = :key,
                     credential_version = credential_version + 1,
                     access_expires_at = clock_timestamp() + make_interval(secs => :life),
                     lease_until = '-infinity', outcome_unknown = false, failures = 0,
                     retry_at = '-infinity', updated_at = clock_timestamp()
               where credential_id = :id and status = 'ACTIVE' and lease_epoch = :epoch
                 and credential_version = :version
              returning access_expires_at),
            its_key as (
              insert into command.data_key (data_key_id, owner, wrapped, kek_id)
              select :key, :owner, :wrapped, :kek from kept on conflict (data_key_id) do nothing)
            select access_expires_at from kept
            """)
        .param("access", sealed.access)
        .param("refresh", sealed.refresh)
        .param("fingerprint", sealed.fingerprint)
        .param("key", key.id())
        .param("owner", key.owner())
        .param("wrapped", wrapped.bytes())
        .param("kek", wrapped.keyId())
        .param("life", seconds(life))
        .param("id", turn.credential().value())
        .param("epoch", turn.epoch())
        .param("version", turn.version())
        .query((row, _) -> row.getObject("access_expires_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  boolean giveBack(Turn turn, boolean outcomeUnknown, Duration pause) {
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

  Set<PortalId> beingRefreshed(Collection<PortalId> portals) {
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

  void inUse(Collection<PortalId> portals) {
    db.sql(
            """
            update command.credential set leased_at = clock_timestamp()
             where status = 'ACTIVE' and portal_id = any(cast(:portals as bigint[]))
               and (leased_at is null or leased_at < clock_timestamp() - interval '5 minutes')
            """)
        .param("portals", numbers(portals))
        .update();
  }

  List<Place> ending(Duration within, Duration usedWithin, int limit) {
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

  private static Long[] numbers(Collection<PortalId> portals) {
    return portals.stream().map(PortalId::value).toArray(Long[]::new);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
