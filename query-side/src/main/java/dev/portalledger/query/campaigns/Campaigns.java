package dev.portalledger.query.campaigns;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.campaigns.Campaign.Detailed;
import dev.portalledger.query.campaigns.Campaign.Item;
import dev.portalledger.query.campaigns.Campaign.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads campaigns of one organization, never of another. */
@Repository
class Campaigns {

  private static final int MOST = 50;

  /** A refusal counts until the portal is reconnected. */
  private static final String ITEMS =
      """
      select campaign_id, portal_id, requested_by, requested_at, hub_domain,
             case when reconnected_at > requested_at then 'RECONNECTED'
                  when refused_at > requested_at then 'REFUSED' else 'OPEN' end as state,
             case when refused_at > requested_at then refused_attempt end as attempt
        from query.campaign_requests left join query.campaign_outcomes using (organization_id, portal_id)
       where organization_id = :organization
      """;

  private final JdbcClient db;

  Campaigns(JdbcClient db) {
    this.db = db;
  }

  /** The latest fifty, latest first. */
  List<Campaign> latest(OrganizationId organization) {
    return campaigns(organization, "");
  }

  Optional<Detailed> find(OrganizationId organization, String campaign) {
    return campaigns(organization, campaign).stream()
        .findFirst()
        .map(found -> new Detailed(found, items(organization, campaign)));
  }

  private List<Campaign> campaigns(OrganizationId organization, String campaign) {
    return db.sql(
            """
            select campaign_id, requested_by, requested_at, count(*) as portals,
                   count(*) filter (where state = 'OPEN') as open,
                   count(*) filter (where state = 'RECONNECTED') as reconnected,
                   count(*) filter (where state = 'REFUSED') as refused
              from (%s) as items
             where :campaign in ('', campaign_id)
             group by campaign_id, requested_by, requested_at
             order by requested_at desc, campaign_id limit :most
            """
                .formatted(ITEMS))
        .param("organization", organization.value())
        .param("campaign", campaign)
        .param("most", MOST)
        .query((row, number) -> campaign(row))
        .list();
  }

  private List<Item> items(OrganizationId organization, String campaign) {
    return db.sql(ITEMS + " and campaign_id = :campaign order by portal_id")
        .param("organization", organization.value())
        .param("campaign", campaign)
        .query((row, number) -> item(row))
        .list();
  }

  private static Campaign campaign(ResultSet row) throws SQLException {
    return new Campaign(
        row.getString("campaign_id"),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getInt("portals"),
        row.getInt("open"),
        row.getInt("reconnected"),
        row.getInt("refused"));
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getLong("portal_id"),
        row.getString("hub_domain"),
        State.valueOf(row.getString("state")),
        row.getString("attempt"));
  }
}
