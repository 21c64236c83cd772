package dev.portalledger.benchmarks;

import java.sql.SQLException;

/**
 * Read models of several sizes, of which the product sees one at a time: tables of its own shape
 * that change places with its own, which takes no time.
 */
final class ReadModels implements AutoCloseable {

  private static final String[] TABLES = {"client_accounts", "audit_trail"};
  private static final String AWAY = "bench_products_own";
  private static final long FIRST_PORTAL = 1_000_000_000;

  private final Database database;
  private String shown = AWAY;

  ReadModels(Database database) throws SQLException {
    this.database = database;
    database.createSchema(AWAY);
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
    database.createSchema(schema);
    for (var table : TABLES) {
      database.asOwner(
          "create table %s.%s (like query.%s including all)".formatted(schema, table, table));
    }
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
            .formatted(schema, FIRST_PORTAL, String.join(",", OneEvent.SCOPES), portals),
        "vacuum analyze " + schema + ".client_accounts",
        "vacuum analyze " + schema + ".audit_trail");
    database.grantTables(schema);
  }

  void show(int portals) throws SQLException {
    show(schema(portals));
  }

  private void show(String schema) throws SQLException {
    if (schema.equals(shown)) {
      return;
    }
    for (var table : TABLES) {
      database.asOwner(
          """
          begin;
          alter table query.%s set schema %s;
          alter table %s.%s set schema query;
          commit
          """
              .formatted(table, shown, schema, table));
    }
    shown = schema;
  }

  @Override
  public void close() throws SQLException {
    show(AWAY);
  }
}
