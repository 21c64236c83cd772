package dev.portalledger.query.campaigns;

import dev.portalledger.query.projections.ReadModel;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the group {@value CampaignsProjection.GROUP} keeps. */
@Component
class CampaignsReadModel implements ReadModel {

  @Override
  public String name() {
    return CampaignsProjection.GROUP;
  }

  @Override
  public List<String> tables() {
    return List.of("campaign_requests", "campaign_outcomes");
  }

  @Override
  public List<Object> projections(JdbcClient db) {
    return List.of(new CampaignsProjection(db));
  }
}
