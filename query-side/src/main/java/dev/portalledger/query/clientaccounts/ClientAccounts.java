package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.dashboard.OrganizationNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads client accounts of one organization, never of another. Their order: expired, connected,
 * disconnected; within that by domain, then by portal id. A page begins behind the last row of the
 * one before, so rows that come or go elsewhere neither repeat nor hide others.
 */
@Repository
class ClientAccounts implements OrganizationNames {

  record Page(List<ClientAccount> items, @Nullable String next) {}

  /** An account with its place in the list. */
  record Placed(ClientAccount account, Cursor place) {}

  private final JdbcClient db;

  ClientAccounts(JdbcClient db) {
    this.db = db;
  }

  /** Finds the rows in the index alone and then reads only those: many are passed over. */
  Page page(OrganizationId organization, Search search) {
    var params = new HashMap<String, Object>();
    String conditions = conditions(organization, search, params);
    params.put("rows", search.size() + 1);
    List<Placed> rows =
        db.sql(
                """
                select %s from query.client_accounts
                  join (select organization_id, portal_id from query.client_accounts
                         where %s order by attention, label, portal_id limit :rows) as shown
                 using (organization_id, portal_id)
                 order by attention, label, portal_id
                """
                    .formatted(ClientAccount.COLUMNS, conditions))
            .params(params)
            .query((row, number) -> placed(row, ClientAccount.read(row)))
            .list();
    return page(rows, search.size());
  }

  Optional<ClientAccount> find(OrganizationId organization, long portal) {
    return db.sql(
            "select "
                + ClientAccount.COLUMNS
                + """
                 from query.client_accounts
                where organization_id = :organization and portal_id = :portal
                """)
        .param("organization", organization.value())
        .param("portal", portal)
        .query((row, number) -> ClientAccount.read(row))
        .optional();
  }

  boolean hasVersion(OrganizationId organization, long portal, long version) {
    return db.sql(
            """
            select exists (select from query.client_accounts
                            where organization_id = :organization and portal_id = :portal and version >= :version)
            """)
        .param("organization", organization.value())
        .param("portal", portal)
        .param("version", version)
        .query(Boolean.class)
        .single();
  }

  Seats seats(OrganizationId organization) {
    return db.sql(
            """
            select (select count(*) from query.client_accounts
                     where organization_id = :organization and attention < 2) as held,
                   plan, features
              from (select cast(:organization as text) as id) as asked
              left join query.client_account_plans on organization_id = id
            """)
        .param("organization", organization.value())
        .query((row, number) -> seats(row))
        .single();
  }

  @Override
  public Optional<String> nameOf(OrganizationId organization) {
    return db.sql(
            "select name from query.client_account_plans where organization_id = :organization")
        .param("organization", organization.value())
        .query(String.class)
        .optional();
  }

  private String conditions(
      OrganizationId organization, Search search, Map<String, Object> params) {
    var sql = new StringBuilder("organization_id = :organization");
    params.put("organization", organization.value());
    if (search.status() != null) {
      sql.append(" and attention = :status");
      params.put("status", attention(search.status()));
    }
    return sql.append(Narrowing.of(search, () -> seats(organization).features(), params))
        .toString();
  }

  /** As the table's own column says it. */
  static int attention(ConnectionStatus status) {
    return switch (status) {
      case EXPIRED -> 0;
      case CONNECTED -> 1;
      case DISCONNECTED -> 2;
    };
  }

  static Page page(List<Placed> rows, int size) {
    boolean more = rows.size() > size;
    List<Placed> shown = more ? rows.subList(0, size) : rows;
    return new Page(
        shown.stream().map(Placed::account).toList(), more ? shown.getLast().place().text() : null);
  }

  static Placed placed(ResultSet row, ClientAccount account) throws SQLException {
    var place =
        new Cursor(row.getInt("attention"), row.getString("label"), row.getLong("portal_id"));
    return new Placed(account, place);
  }

  private static Seats seats(ResultSet row) throws SQLException {
    String plan = row.getString("plan");
    if (plan == null) {
      return Seats.of(row.getInt("held"), null, List.of());
    }
    var features = (String[]) row.getArray("features").getArray();
    return Seats.of(
        row.getInt("held"),
        Plan.valueOf(plan),
        Arrays.stream(features).map(Feature::valueOf).toList());
  }
}
