package dev.portalledger.query.sealing;

import dev.portalledger.query.dashboard.Member;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows how far history is sealed, and how somebody outside checks it. */
@Controller
class CompliancePage {

  private final SealedHistory history;
  private final Origins origins;

  CompliancePage(SealedHistory history, Origins origins) {
    this.history = history;
    this.origins = origins;
  }

  @GetMapping("/compliance")
  ModelAndView show(Member member) {
    var organization = member.organization().value();
    var signed = history.latest(organization);
    var origin = signed.map(SealedHistory.Signed::origin).orElse(origins.of(organization));
    var verifierKey = history.publicKey().map(key -> key.verifierKey(origin)).orElse(null);
    var command = new VerifierCommand(origin, organization, verifierKey);
    return new ModelAndView("sealing/page")
        .addObject("origin", origin)
        .addObject("verifierKey", verifierKey)
        .addObject("command", command.line(Period.of(null, null)))
        .addObject("mayExport", member.mayManage() || member.role().equals("Auditor"))
        .addObject("signed", signed.orElse(null));
  }
}
