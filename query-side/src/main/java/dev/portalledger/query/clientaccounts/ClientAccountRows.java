package dev.portalledger.query.clientaccounts;

import dev.portalledger.query.clientaccounts.AccountChange.Answered;
import dev.portalledger.query.clientaccounts.AccountChange.Expired;
import dev.portalledger.query.clientaccounts.AccountChange.Granted;
import dev.portalledger.query.clientaccounts.AccountChange.Revoked;
import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes changes of client accounts; one that a row has seen already changes nothing. What a row
 * was before is kept.
 */
final class ClientAccountRows implements Rows<AccountChange> {

  private final JdbcClient db;
  private final AccountHistory history;

  ClientAccountRows(JdbcClient db) {
    this.db = db;
    this.history = new AccountHistory(db);
  }

  /** The portal alone: from when a change counts depends on all before it in the stream. */
  @Override
  public Object key(AccountChange change) {
    return change.portal();
  }

  @Override
  public void write(List<AccountChange> changes) {
    var all = new Columns<>(changes);
    var begins = history.keep(all);
    grant(all.of(Granted.class), begins);
    expire(all.of(Expired.class), begins);
    revoke(all.of(Revoked.class), begins);
    answer(all.of(Answered.class), begins);
  }

  void truncate() {
    db.sql("truncate query.client_accounts").update();
    history.truncate();
  }

  private void grant(Columns<Granted> grants, Map<Long, Instant> begins) {
    if (grants.isEmpty()) {
      return;
    }
    of(
            grants,
            begins,
            """
            insert into query.client_accounts as known
              (organization_id, portal_id, status, cause, since, proven_at, generation, scopes, hub_domain,
               authorizer, authorizer_standing, connected_by, ended_by, upstream_revocation, version, attempt_id,
               valid_from)
            select organization, portal, 'CONNECTED', cause, at, at, generation, cast(scopes as text[]), domain,
                   authorizer, standing, connected_by, null, 'NONE', version, attempt, begins
              from unnest(:organizations, :portals, :versions, cast(:moments as timestamptz[]),
                          cast(:begins as timestamptz[]), :causes,
                          :generations, :scopes, :domains, :authorizers, :standings, :members, :attempts)
                as grants (organization, portal, version, at, begins, cause,
                           generation, scopes, domain, authorizer, standing, connected_by, attempt)
            on conflict (organization_id, portal_id) do update set
              status = 'CONNECTED', cause = excluded.cause, proven_at = excluded.proven_at,
              since = case known.status when 'CONNECTED' then known.since else excluded.since end,
              generation = excluded.generation, scopes = excluded.scopes,
              hub_domain = coalesce(excluded.hub_domain, known.hub_domain),
              authorizer = excluded.authorizer, authorizer_standing = excluded.authorizer_standing,
              connected_by = excluded.connected_by, ended_by = null, upstream_revocation = 'NONE',
              version = excluded.version, attempt_id = excluded.attempt_id,
              valid_from = excluded.valid_from
            where known.version < excluded.version
            """)
        .param("causes", grants.texts(change -> change.cause().name()))
        .param("generations", grants.integers(change -> change.grant().generation()))
        .param("scopes", grants.lists(change -> change.grant().scopes()))
        .param("domains", grants.texts(change -> change.grant().hubDomain()))
        .param("authorizers", grants.texts(change -> change.grant().authorizer().value()))
        .param("standings", grants.texts(change -> change.grant().authorizerStanding().name()))
        .param("members", grants.texts(change -> change.by().value()))
        .param("attempts", grants.texts(change -> change.attempt().value()))
        .update();
  }

  private void expire(Columns<Expired> deaths, Map<Long, Instant> begins) {
    if (deaths.isEmpty()) {
      return;
    }
    var update =
        of(
                deaths,
                begins,
                """
                update query.client_accounts as known
                   set status = 'EXPIRED', cause = deaths.cause, since = at, version = deaths.version,
                       valid_from = begins
                  from unnest(:organizations, :portals, :versions, cast(:moments as timestamptz[]),
                              cast(:begins as timestamptz[]), :causes)
                    as deaths (organization, portal, version, at, begins, cause)
                 where organization_id = organization and portal_id = portal and known.version < deaths.version
                """)
            .param("causes", deaths.texts(Expired::cause));
    apply(update, deaths);
  }

  private void revoke(Columns<Revoked> ends, Map<Long, Instant> begins) {
    if (ends.isEmpty()) {
      return;
    }
    var update =
        of(
                ends,
                begins,
                """
                update query.client_accounts as known
                   set status = 'DISCONNECTED', cause = ends.cause, since = at, ended_by = member,
                       upstream_revocation = upstream, residual_access_until = residual,
                       uninstall_asked = uninstalls, uninstall_answer = null, probe = null,
                       version = ends.version, valid_from = begins
                  from unnest(:organizations, :portals, :versions, cast(:moments as timestamptz[]),
                              cast(:begins as timestamptz[]), :causes,
                              :members, :upstream, cast(:residual as timestamptz[]), cast(:uninstalls as boolean[]))
                    as ends (organization, portal, version, at, begins, cause, member, upstream, residual, uninstalls)
                 where organization_id = organization and portal_id = portal and known.version < ends.version
                """)
            .param("causes", ends.texts(Revoked::cause))
            .param("members", ends.texts(Revoked::by))
            .param("upstream", ends.texts(Revoked::upstream))
            .param("residual", ends.moments(change -> change.event().residualAccessUntil()))
            .param("uninstalls", ends.flags(Revoked::uninstalls));
    apply(update, ends);
  }

  /** An answer that comes after a reconnect is about a grant the row no longer shows. */
  private void answer(Columns<Answered> answers, Map<Long, Instant> begins) {
    if (answers.isEmpty()) {
      return;
    }
    var update =
        of(
                answers,
                begins,
                """
                update query.client_accounts as known
                   set upstream_revocation = case when shown then coalesce(upstream, upstream_revocation)
                         else upstream_revocation end,
                       uninstall_answer = case when shown then coalesce(uninstall, uninstall_answer)
                         else uninstall_answer end,
                       probe = case when shown then coalesce(probed, probe) else probe end,
                       version = answers.version, valid_from = begins
                  from (select answer.*, status = 'DISCONNECTED' and row.generation = answer.generation as shown
                          from unnest(:organizations, :portals, :versions, cast(:begins as timestamptz[]),
                                      :generations, :upstream, :uninstalls, :probes)
                            as answer (organization, portal, version, begins, generation, upstream, uninstall, probed)
                          join query.client_accounts row
                            on row.organization_id = organization and row.portal_id = portal) as answers
                 where organization_id = organization and portal_id = portal and known.version < answers.version
                """)
            .param("generations", answers.integers(Answered::generation))
            .param("upstream", answers.texts(change -> Answered.name(change.upstream())))
            .param("uninstalls", answers.texts(change -> Answered.name(change.uninstall())))
            .param("probes", answers.texts(change -> Answered.name(change.probe())));
    apply(update, answers);
  }

  private void apply(JdbcClient.StatementSpec update, Columns<? extends AccountChange> changes) {
    if (update.update() < changes.size()) {
      refuseUnknown(changes);
    }
  }

  private void refuseUnknown(Columns<? extends AccountChange> changes) {
    of(
            changes,
            Map.of(),
            """
            select portal from unnest(:organizations, :portals) as changes (organization, portal)
             where not exists (select from query.client_accounts
                                where organization_id = organization and portal_id = portal)
             limit 1
            """)
        .query(Long.class)
        .optional()
        .ifPresent(
            portal -> {
              throw new IllegalStateException(
                  "portal " + portal + " has an event before its first grant");
            });
  }

  /** What every change has. */
  private JdbcClient.StatementSpec of(
      Columns<? extends AccountChange> changes, Map<Long, Instant> begins, String sql) {
    return db.sql(sql)
        .param("organizations", changes.texts(AccountChange::organization))
        .param("portals", changes.numbers(AccountChange::portal))
        .param("versions", changes.numbers(AccountChange::version))
        .param("moments", changes.moments(AccountChange::at))
        .param("begins", changes.moments(change -> begins.get(change.portal())));
  }
}
