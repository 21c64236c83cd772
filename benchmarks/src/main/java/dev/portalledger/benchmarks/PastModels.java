package dev.portalledger.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Read models of portals with a past, instead of the product's own. */
final class PastModels implements AutoCloseable {

  static final Instant BEGIN = Instant.parse("2023-03-01T00:00:00Z");
  static final Duration LIFE = Duration.ofDays(950);

  private final Database database;
  private final int portals;
  private final SwappedTables tables;

  PastModels(Database database, int portals) throws SQLException {
    this.database = database;
    this.portals = portals;
    this.tables =
        new SwappedTables(
            database,
            List.of(
                "client_accounts",
                "client_account_history",
                "client_account_days",
                "client_account_plans",
                "client_account_plan_history"));
  }

  /** And lets the product see them. Portals are dealt out in turn. */
  void fill(int organizations) throws SQLException {
    var schema = "bench_past_" + organizations;
    tables.create(schema);
    database.asOwner(
        LIVES
            .replace("SCHEMA", schema)
            .replace("ORGANIZATIONS", Integer.toString(organizations))
            .replace("PORTALS", Integer.toString(portals))
            .replace("BEGIN", BEGIN.toString()));
    for (var sql : FILL) {
      database.asOwner(sql.replace("SCHEMA", schema));
    }
    tables.filled(schema);
    tables.show(schema);
  }

  @Override
  public void close() throws SQLException {
    tables.close();
  }

  private static final String LIVES =
      """
      create table SCHEMA.lives as
        select portal, 'org-' || (portal - 1) % ORGANIZATIONS as organization, portal % 4 as stripe,
               'client-' || portal || '.example' as domain, portal % 20 = 0 as removed,
               connected, expired, expired + interval '1 minute' + random() * interval '3 days' as again
          from (select *, connected + interval '1 hour' + random() * interval '45 days' as expired
                  from (select portal, timestamptz 'BEGIN' + random() * interval '900 days' as connected
                          from generate_series(1, PORTALS) as portal) as connecting) as expiring
      """;

  private static final String[] FILL = {
    """
    insert into SCHEMA.client_account_plans (organization_id, name, plan, features, version, valid_from)
    select organization, organization, 'CUSTOM', '{AUDIT}', 0, min(connected) from SCHEMA.lives group by organization
    """,
    """
    insert into SCHEMA.client_account_history (organization_id, portal_id, status, cause, since, proven_at, generation,
      scopes, hub_domain, authorizer, authorizer_standing, connected_by, upstream_revocation, version,
      uninstall_asked, valid_from, valid_to)
    select organization, portal, 'CONNECTED', 'FIRST_GRANT', connected, connected, 1,
           cast('{crm.lists.read,crm.objects.contacts.read,oauth}' as text[]), domain, 'subject-' || portal % 50,
           'SUPER_ADMIN', 'subject-olivia', 'NONE', 0, false, connected, expired from SCHEMA.lives
    union all
    select organization, portal, 'EXPIRED', 'GRANT_DEAD', expired, connected, 1,
           cast('{crm.lists.read,crm.objects.contacts.read,oauth}' as text[]), domain, 'subject-' || portal % 50,
           'SUPER_ADMIN', 'subject-olivia', 'NONE', 1, false, expired, again from SCHEMA.lives
    """,
    """
    insert into SCHEMA.client_accounts (organization_id, portal_id, status, cause, since, proven_at, generation,
      scopes, hub_domain, authorizer, authorizer_standing, connected_by, upstream_revocation, version, valid_from)
    select organization, portal, case when removed then 'DISCONNECTED' else 'CONNECTED' end,
           case when removed then 'REMOVED_BY_MEMBER' else 'NEW_GRANT' end, again, connected, 2,
           cast('{crm.lists.read,crm.objects.contacts.read,oauth}' as text[]), domain, 'subject-' || portal % 50,
           'SUPER_ADMIN', 'subject-olivia', 'NONE', 2, again from SCHEMA.lives
    """,
    """
    insert into SCHEMA.client_account_days (organization_id, day, stripe, connected, expired, disconnected)
    select organization, cast(moment at time zone 'UTC' as date), stripe, sum(c), sum(e), sum(d)
      from (select organization, stripe, connected as moment, 1 as c, 0 as e, 0 as d from SCHEMA.lives
            union all select organization, stripe, expired, -1, 1, 0 from SCHEMA.lives
            union all select organization, stripe, again, cast(not removed as int), -1, cast(removed as int)
                        from SCHEMA.lives) as moves
     group by 1, 2, 3
    """,
    "drop table SCHEMA.lives"
  };
}
