package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.clientaccounts.ClientAccounts.Page;
import dev.portalledger.query.clientaccounts.ClientAccounts.Placed;
import dev.portalledger.query.dashboard.AsOf;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads client accounts of one organization as they stood at a past moment, in the order and under
 * the conditions of {@link ClientAccounts}. What no event tells is not there: a connection is
 * proven by its grant alone.
 *
 * <p>Few accounts are found by time and then sorted; many are read in the order of the index, and
 * those of other times passed over. Which it is, the counts of that moment tell. So a page is cheap
 * however many portals and versions an organization has, and however long ago it is.
 */
@Repository
class PastAccounts {

  // Sorting this many takes about as long as passing over what lies between a page's rows.
  private static final int FEW = 1_000;

  private static final String VERSION =
      """
      organization_id, portal_id, status, cause, since, proven_at, generation, scopes, hub_domain, authorizer,
      authorizer_standing, connected_by, ended_by, upstream_revocation, residual_access_until, uninstall_asked,
      uninstall_answer, probe, version, attempt_id, attention, label
      """;

  private static final String BOOKED =
      """
      , (select features from query.client_account_plans
          where organization_id = :organization and valid_from <= :moment
         union all
         select features from query.client_account_plan_history
          where organization_id = :organization and valid_from <= :moment and valid_to > :moment) as features
      """;

  private final JdbcClient db;
  private final Standings standings;
  private final int few;

  @Autowired
  PastAccounts(JdbcClient db, Standings standings) {
    this(db, standings, FEW);
  }

  PastAccounts(JdbcClient db, Standings standings, int few) {
    this.db = db;
    this.standings = standings;
    this.few = few;
  }

  /**
   * A page of the list.
   *
   * @param counts of that moment
   */
  Page page(OrganizationId organization, Search search, AsOf asOf, ByStatus counts) {
    var params = params(organization, asOf);
    var conditions =
        Narrowing.of(search, () -> standings.booked(organization, asOf).features(), params);
    var asked = attentions(search);
    var rows = new ArrayList<Placed>();
    for (List<Integer> part : counts.of(asked) <= few ? List.of(asked) : each(asked)) {
      int wanted = search.size() + 1 - rows.size();
      if (wanted > 0 && counts.of(part) > 0) {
        params.put("rows", wanted);
        params.put("attentions", part.toArray(Integer[]::new));
        params.put("lowest", part.getFirst());
        params.put("highest", part.getLast());
        String places = counts.of(part) <= few ? sorted(conditions) : inOrder(conditions);
        rows.addAll(read(places, params));
      }
    }
    return ClientAccounts.page(rows, search.size());
  }

  Optional<ClientAccount> find(OrganizationId organization, long portal, AsOf asOf) {
    return db.sql(
            "select "
                + ClientAccount.STORED
                + BOOKED
                + """
                 from (select %s from query.client_accounts
                        where organization_id = :organization and portal_id = :portal and valid_from <= :moment
                       union all
                       select %s from query.client_account_history
                        where organization_id = :organization and portal_id = :portal
                          and valid_from <= :moment and valid_to > :moment) as client_accounts
                """
                    .formatted(VERSION, VERSION))
        .params(params(organization, asOf))
        .param("portal", portal)
        .query((row, number) -> ClientAccount.read(row).asRecorded())
        .optional();
  }

  /** When the portal's first event in this organization happened. */
  Optional<Instant> recordedSince(OrganizationId organization, long portal) {
    return db.sql(
            """
            select valid_from from query.client_accounts
             where organization_id = :organization and portal_id = :portal
            union all
            select valid_from from query.client_account_history
             where organization_id = :organization and portal_id = :portal
            order by valid_from limit 1
            """)
        .param("organization", organization.value())
        .param("portal", portal)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** All that were valid then, found by their times, and then the first of them. */
  private static String sorted(String conditions) {
    return """
    with valid as materialized (
      select portal_id, null as over, attention, label from query.client_accounts
       where organization_id = :organization and attention = any(cast(:attentions as smallint[])) and valid_from <= :moment %s
      union all
      select portal_id, version, attention, label from query.client_account_history as client_accounts
       where organization_id = :organization and attention between cast(:lowest as smallint) and cast(:highest as smallint)
         and tstzrange(valid_from, valid_to) @> cast(:moment as timestamptz) %s)
    select * from valid order by attention, label, portal_id limit :rows
    """
        .formatted(conditions, conditions);
  }

  /** From the list's order, passing over what was not valid then. Of one status. */
  private static String inOrder(String conditions) {
    return """
    (select portal_id, null as over, attention, label from query.client_accounts
      where organization_id = :organization and attention = cast(:lowest as smallint) and valid_from <= :moment %s
      order by attention, label, portal_id limit :rows)
    union all
    (select portal_id, version, attention, label from query.client_account_history as client_accounts
      where organization_id = :organization and attention = cast(:lowest as smallint)
        and valid_from <= :moment and valid_to > :moment %s
      order by attention, label, portal_id limit :rows)
    order by attention, label, portal_id limit :rows
    """
        .formatted(conditions, conditions);
  }

  /** Reads only what is shown: places are found in indexes alone. */
  private List<Placed> read(String places, Map<String, Object> params) {
    return db.sql(
            """
            with places as materialized (%s)
            select %s
              from (select %s from query.client_accounts
                      join (select portal_id from places where over is null) as present using (portal_id)
                     where organization_id = :organization
                    union all
                    select %s from query.client_account_history
                      join (select portal_id, over as version from places where over is not null) as former
                     using (portal_id, version)
                     where organization_id = :organization) as client_accounts
             order by attention, label, portal_id
            """
                .formatted(places, ClientAccount.STORED + BOOKED, VERSION, VERSION))
        .params(params)
        .query((row, number) -> ClientAccounts.placed(row, ClientAccount.read(row).asRecorded()))
        .list();
  }

  private static Map<String, Object> params(OrganizationId organization, AsOf asOf) {
    var params = new HashMap<String, Object>();
    params.put("organization", organization.value());
    params.put("moment", asOf.moment().atOffset(ZoneOffset.UTC));
    return params;
  }

  /** The statuses asked for that are not all before the page, in the list's order. */
  private static List<Integer> attentions(Search search) {
    Cursor after = search.after();
    ConnectionStatus status = search.status();
    return Stream.of(0, 1, 2)
        .filter(attention -> status == null || attention == ClientAccounts.attention(status))
        .filter(attention -> after == null || attention >= after.attention())
        .toList();
  }

  private static List<List<Integer>> each(List<Integer> attentions) {
    return attentions.stream().map(List::of).toList();
  }
}
