package dev.portalledger.query.campaigns;

import dev.portalledger.events.campaign.ReconnectRequested;
import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what campaigns asked for. It never changes, so what is there already stays. */
final class RequestRows implements Rows<ReconnectRequested> {

  private record Key(String campaign, long portal) {}

  private final JdbcClient db;

  RequestRows(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Object key(ReconnectRequested request) {
    return new Key(request.campaignId().value(), request.portalId().value());
  }

  @Override
  public void write(List<ReconnectRequested> requests) {
    var all = new Columns<>(requests);
    db.sql(
            """
            insert into query.campaign_requests
              (campaign_id, portal_id, organization_id, requested_by, requested_at)
            select * from unnest(:campaigns, :portals, :organizations, :members,
                                 cast(:moments as timestamptz[]))
            on conflict do nothing
            """)
        .param("campaigns", all.texts(request -> request.campaignId().value()))
        .param("portals", all.numbers(request -> request.portalId().value()))
        .param("organizations", all.texts(request -> request.organizationId().value()))
        .param("members", all.texts(request -> request.requestedBy().value()))
        .param("moments", all.moments(ReconnectRequested::occurredAt))
        .update();
  }

  void truncate() {
    db.sql("truncate query.campaign_requests").update();
  }
}
