package dev.portalledger.query.replay.suppose;

import dev.portalledger.query.dashboard.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class SuppositionPage {

  /** A refusal in the words of the page. */
  record Row(Refused refused) {

    public String what() {
      return switch (refused.kind()) {
        case "portal-connected" -> "Connected";
        case "portal-reconnected" -> "Reconnected";
        default -> "Access leased";
      };
    }

    public String why() {
      return switch (refused.reason()) {
        case SCOPES_MISSING -> "lacks " + String.join(", ", refused.missingScopes());
        case PLAN_LIMIT_REACHED ->
            refused.held() == 1 ? "1 portal was held" : refused.held() + " portals were held";
        case PORTAL_NOT_CONNECTED -> "the portal would not have been connected";
      };
    }
  }

  private final Suppositions suppositions;

  SuppositionPage(Suppositions suppositions) {
    this.suppositions = suppositions;
  }

  @GetMapping("/compliance/suppose")
  ModelAndView suppose(
      Member member,
      @RequestParam(required = false) @Nullable Integer planLimit,
      @RequestParam(required = false) @Nullable String requiredScope) {
    var page =
        new ModelAndView("replay/suppose/page")
            .addObject("planLimit", planLimit)
            .addObject("requiredScope", requiredScope);
    if (planLimit == null && (requiredScope == null || requiredScope.isBlank())) {
      return page;
    }
    var outcome =
        suppositions.read(member.organization(), Suppositions.rule(planLimit, requiredScope));
    return page.addObject("outcome", outcome)
        .addObject("rows", outcome.items().stream().map(Row::new).toList());
  }
}
