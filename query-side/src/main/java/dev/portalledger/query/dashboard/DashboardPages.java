package dev.portalledger.query.dashboard;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class DashboardPages {

  @GetMapping("/")
  ResponseEntity<Void> start() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header("Location", "/client-accounts")
        .build();
  }

  @GetMapping("/signed-out")
  String signedOut() {
    return "dashboard/signed-out/page";
  }
}
