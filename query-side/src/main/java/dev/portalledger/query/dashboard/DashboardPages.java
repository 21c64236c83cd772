package dev.portalledger.query.dashboard;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class DashboardPages {

  @GetMapping("/")
  ResponseEntity<Void> start() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header("Location", "/client-accounts")
        .build();
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
