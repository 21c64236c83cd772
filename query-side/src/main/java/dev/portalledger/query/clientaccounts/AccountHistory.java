package dev.portalledger.query.clientaccounts;

import static java.util.stream.Collectors.toMap;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.query.projections.Columns;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps what rows of client accounts were before they change, and how many accounts of an
 * organization came into or left which status on a day. The rules by which rows change are not
 * here: a past row is a copy of what the present one was.
 *
 * <p>A change counts from the moment of its event; if a clock had gone back, from that of the
 * latest event before it in the portal's stream. So what was known at a moment is always the
 * beginning of a stream.
 */
final class AccountHistory {

  // The least number of bits by which segments are told apart; a stream's stripe is its segment.
  private static final int STRIPES = 4;

  private record Begun(long portal, Instant moment) {}

  private final JdbcClient db;

  AccountHistory(JdbcClient db) {
    this.db = db;
  }

  /**
   * Keeps what these changes are about to overwrite; one that its row has seen already overwrites
   * nothing.
   *
   * @param changes no two of the same portal
   * @return by portal, from when its change counts
   */
  Map<Long, Instant> keep(Columns<AccountChange> changes) {
    return db
        .sql(
            """
            with changes as (
              select change.*, greatest(at, (select max(valid_from) from query.client_accounts as known
                                              where known.portal_id = portal)) as begins
                from unnest(:organizations, :portals, :versions, cast(:moments as timestamptz[]),
                            :attentions, :stripes)
                  as change (organization, portal, version, at, attention, stripe)),
            due as (
              select changes.*, known.attention as former
                from changes
                left join query.client_accounts as known
                       on known.organization_id = organization and known.portal_id = portal
               where known.version is null or known.version < changes.version),
            kept as (
              insert into query.client_account_history
                (organization_id, portal_id, status, cause, since, proven_at, generation, scopes, hub_domain,
                 authorizer, authorizer_standing, connected_by, ended_by, upstream_revocation,
                 residual_access_until, uninstall_asked, uninstall_answer, probe, version, attempt_id,
                 valid_from, valid_to)
              select organization_id, portal_id, status, cause, since, proven_at, generation, scopes, hub_domain,
                     authorizer, authorizer_standing, connected_by, ended_by, upstream_revocation,
                     residual_access_until, uninstall_asked, uninstall_answer, probe, known.version, attempt_id,
                     valid_from, begins
                from due
                join query.client_accounts as known
                  on known.organization_id = organization and known.portal_id = portal
               where valid_from < begins),
            moves as (
              select organization, begins, stripe, attention, 1 as number
                from due where attention is not null and attention is distinct from former
               union all
              select organization, begins, stripe, former, -1
                from due where former is not null and attention <> former),
            counted as (
              insert into query.client_account_days as known
                (organization_id, day, stripe, connected, expired, disconnected)
              select organization, cast(begins at time zone 'UTC' as date) as day, stripe,
                     coalesce(sum(number) filter (where attention = 1), 0),
                     coalesce(sum(number) filter (where attention = 0), 0),
                     coalesce(sum(number) filter (where attention = 2), 0)
                from moves group by organization, day, stripe order by organization, day, stripe
              on conflict (organization_id, day, stripe) do update set
                connected = known.connected + excluded.connected,
                expired = known.expired + excluded.expired,
                disconnected = known.disconnected + excluded.disconnected)
            select portal, begins from changes
            """)
        .param("organizations", changes.texts(AccountChange::organization))
        .param("portals", changes.numbers(AccountChange::portal))
        .param("versions", changes.numbers(AccountChange::version))
        .param("moments", changes.moments(AccountChange::at))
        .param("attentions", changes.integers(AccountHistory::attention))
        .param("stripes", changes.integers(AccountHistory::stripe))
        .query(
            (row, number) ->
                new Begun(
                    row.getLong("portal"),
                    row.getObject("begins", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .collect(toMap(Begun::portal, Begun::moment));
  }

  void truncate() {
    db.sql("truncate query.client_account_history, query.client_account_days").update();
  }

  private static @Nullable Integer attention(AccountChange change) {
    ConnectionStatus status = change.status();
    return status == null ? null : ClientAccounts.attention(status);
  }

  private static int stripe(AccountChange change) {
    return change.event().portalId().stream().hashCode() & (STRIPES - 1);
  }
}
