package dev.portalledger.benchmarks;

import java.sql.SQLException;
import java.util.List;

/** Read models of several sizes, of which the product sees one at a time. */
final class ReadModels implements AutoCloseable {

  private static final long FIRST_PORTAL = 1_000_000_000;

  private final Database database;
  private final SwappedTables tables;

  ReadModels(Database database) throws SQLException {
    this.database = database;
    this.tables = new SwappedTables(database, List.of("client_accounts", "audit_trail"));
  }

  static int organizationsOf(int portals) {
    return portals / GeneratedEvents.PORTALS_PER_ORGANIZATION;
  }

  static int portalOf(int organization, int number) {
    return organization * GeneratedEvents.PORTALS_PER_ORGANIZATION + number + 1;
  }

  static long idOf(int portal) {
    return FIRST_PORTAL + portal;
  }

  private static String schema(int portals) {
    return "bench_" + portals;
  }

  void fill(int portals) throws SQLException {
    var schema = schema(portals);
    tables.create(schema);
    database.asOwner(
        """
        insert into %s.client_accounts (organization_id, portal_id, status, cause, since, proven_at, generation,
          scopes, hub_domain, authorizer, authorizer_standing, connected_by, upstream_revocation, version, valid_from)
        select 'org-' || (g - 1) / 100, %d + g, case when g %% 20 = 0 then 'EXPIRED' else 'CONNECTED' end,
               case when g %% 20 = 0 then 'GRANT_DEAD' else 'FIRST_GRANT' end, now() - g * interval '1 second', now(),
               1, '{%s}', 'client-' || g || '.example', gen_random_uuid(), 'SUPER_ADMIN', gen_random_uuid(), 'NONE', 0,
               now() - g * interval '1 second'
          from generate_series(1, %d) as g
        """
            .formatted(schema, FIRST_PORTAL, String.join(",", OneEvent.SCOPES), portals),
        """
        insert into %s.audit_trail (event_id, occurred_at, organization_id, kind, actor, portal_id, hub_domain,
          generation, authorizer, scopes, missing_scopes, attempt_id, features)
        select gen_random_uuid(), now() - g * interval '1 second', 'org-' || (g - 1) / 100, 'portal-connected',
               gen_random_uuid(), %d + g, 'client-' || g || '.example', 1, gen_random_uuid(), '{%s}', '{}',
               md5(g::text), '{}'
          from generate_series(1, %d) as g
        """
            .formatted(schema, FIRST_PORTAL, String.join(",", OneEvent.SCOPES), portals));
    tables.filled(schema);
  }

  void show(int portals) throws SQLException {
    tables.show(schema(portals));
  }

  @Override
  public void close() throws SQLException {
    tables.close();
  }
}
