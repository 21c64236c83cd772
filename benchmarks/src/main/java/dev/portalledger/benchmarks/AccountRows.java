package dev.portalledger.benchmarks;

import java.sql.SQLException;

/** Tables of the shape of the product's client accounts, and how contenders write to them. */
final class AccountRows {

  /** For a granted portal, as the product's projection has it. */
  private static final String ON_CONFLICT =
      """
      on conflict (organization_id, portal_id) do update set
        status = 'CONNECTED', cause = excluded.cause, proven_at = excluded.proven_at,
        since = case known.status when 'CONNECTED' then known.since else excluded.since end,
        generation = excluded.generation, scopes = excluded.scopes,
        hub_domain = coalesce(excluded.hub_domain, known.hub_domain),
        authorizer = excluded.authorizer, authorizer_standing = excluded.authorizer_standing,
        connected_by = excluded.connected_by, ended_by = null, upstream_revocation = 'NONE',
        version = excluded.version, valid_from = excluded.valid_from
      where known.version < excluded.version
      """;

  private static final String COLUMNS =
      """
      (organization_id, portal_id, status, cause, since, proven_at, generation, scopes, hub_domain,
       authorizer, authorizer_standing, connected_by, upstream_revocation, version, valid_from)
      """;

  static final String UPSERT_ONE =
      "insert into %s as known "
          + COLUMNS
          + " values (?, ?, 'CONNECTED', 'FIRST_GRANT', ?, ?, ?, ?, ?, ?, ?, ?, 'NONE', ?, ?) "
          + ON_CONFLICT;

  /** An array of each column; scopes, arrays themselves, come as one text each. */
  static final String UPSERT_MANY =
      "insert into %s as known "
          + COLUMNS
          + """
          select organization, portal, 'CONNECTED', 'FIRST_GRANT', at, at, generation, string_to_array(scopes, ' '),
                 domain, authorizer, standing, connected_by, 'NONE', version, at
            from unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::int[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::bigint[])
              as e(organization, portal, at, generation, scopes, domain, authorizer, standing, connected_by, version)
          """
          + ON_CONFLICT;

  static void createTable(String name, Database database) throws SQLException {
    database.asOwner(
        "create schema if not exists bench",
        "grant all on schema bench to " + database.application().name(),
        "drop table if exists " + name,
        "create table " + name + " (like query.client_accounts including all)",
        "grant all on " + name + " to " + database.application().name());
  }

  private AccountRows() {}
}
