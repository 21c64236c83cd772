package dev.portalledger.query.campaigns;

import dev.portalledger.query.campaigns.Campaign.Detailed;
import dev.portalledger.query.dashboard.Member;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@Tag(name = "Campaigns", description = "Portals that were asked to be reconnected together")
class CampaignsApi {

  /** The latest fifty. */
  record Answer(List<Campaign> items) {}

  private final Campaigns campaigns;

  CampaignsApi(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  @GetMapping("/api/v1/campaigns")
  @Operation(summary = "List the latest fifty campaigns, latest first")
  Answer list(@Parameter(hidden = true) Member member) {
    return new Answer(campaigns.latest(member.organization()));
  }

  @GetMapping("/api/v1/campaigns/{campaignId}")
  @Operation(summary = "One campaign: how far it has come, portal by portal")
  Detailed one(@Parameter(hidden = true) Member member, @PathVariable String campaignId) {
    return campaigns
        .find(member.organization(), campaignId)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
