package dev.portalledger.query.dashboard;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class DashboardPages {

  @GetMapping("/")
  ResponseEntity<Void> start(Authentication visitor) {
    boolean operates = Visitor.isOperator(visitor) && Visitor.member(visitor).isEmpty();
    var first = operates ? "/operations/projections" : "/client-accounts";
    return ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", first).build();
  }

  /**
   * Whoever comes from HubSpot's marketplace has signed in by now and says for which organization.
   */
  @GetMapping("/client-accounts/marketplace")
  ModelAndView installed(Member member) {
    return new ModelAndView("dashboard/marketplace/page").addObject("member", member);
  }

  @GetMapping("/signed-out")
  String signedOut() {
    return "dashboard/signed-out/page";
  }
}
