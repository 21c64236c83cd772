package dev.portalledger.query.campaigns;

import dev.portalledger.query.dashboard.FreshId;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.projections.CatchUp;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

@Controller
class CampaignsPage {

  private final Campaigns campaigns;
  private final People people;
  private final CatchUp catchUp;

  CampaignsPage(Campaigns campaigns, People people, CatchUp catchUp) {
    this.campaigns = campaigns;
    this.people = people;
    this.catchUp = catchUp;
  }

  /** The forms carry the id of the campaign they would start, so that sent twice they start one. */
  @GetMapping("/campaigns")
  ModelAndView list(
      Member member,
      @RequestParam(required = false) @Nullable String nothing,
      @RequestParam(required = false) @Nullable String refused) {
    var latest = campaigns.latest(member.organization());
    var involved = latest.stream().map(Campaign::requestedBy).collect(Collectors.toSet());
    return new ModelAndView("campaigns/page")
        .addObject("member", member)
        .addObject("campaigns", latest)
        .addObject("named", people.named(involved))
        .addObject("nothing", nothing != null)
        .addObject("refused", refused == null ? null : whyNot(refused))
        .addObject("fresh", FreshId.next());
  }

  /** Whoever has just started one says how many portals it has, and finds them all. */
  @GetMapping("/campaigns/{campaignId}")
  ModelAndView one(
      Member member,
      @PathVariable String campaignId,
      @RequestParam(required = false) @Nullable Integer minItems) {
    if (minItems != null) {
      catchUp.await(() -> hasItems(member, campaignId, minItems));
    }
    var found =
        campaigns
            .find(member.organization(), campaignId)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var requestedBy = found.campaign().requestedBy();
    return new ModelAndView("campaigns/one/page")
        .addObject("member", member)
        .addObject("campaign", found.campaign())
        .addObject("items", found.items())
        .addObject("requestedBy", people.named(Set.of(requestedBy)).get(requestedBy));
  }

  /** Why nobody was invited; null for a word that none of ours sends. */
  private static @Nullable String whyNot(String word) {
    return switch (word) {
      case "too-many-open" ->
          "Too many invitations are open for one more to each portal. Withdraw some that are not"
              + " needed, or wait until they are used or expire.";
      case "unregistered" ->
          "Your organization is not registered here yet. Ask the platform's operator.";
      case "nothing-to-ask-for" ->
          "No feature that is switched on serves what the links should be for. Choose the other"
              + " kind of link, or have the feature switched on.";
      default -> null;
    };
  }

  private boolean hasItems(Member member, String campaign, int count) {
    return campaigns
        .find(member.organization(), campaign)
        .filter(found -> found.items().size() >= count)
        .isPresent();
  }
}
