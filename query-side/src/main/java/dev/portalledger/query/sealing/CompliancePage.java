package dev.portalledger.query.sealing;

import dev.portalledger.query.dashboard.Member;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows how far history is sealed, and how somebody outside checks it. */
@Controller
class CompliancePage {

  private final SealedHistory history;
  private final Origins origins;
  private final ObjectProvider<SigningKey> key;

  CompliancePage(SealedHistory history, Origins origins, ObjectProvider<SigningKey> key) {
    this.history = history;
    this.origins = origins;
    this.key = key;
  }

  @GetMapping("/compliance")
  ModelAndView show(Member member) {
    var organization = member.organization().value();
    var origin = origins.of(organization);
    var here = key.getIfAvailable();
    var verifierKey = here == null ? null : here.verifierKey(origin);
    var command = new VerifierCommand(origin, organization, verifierKey);
    return new ModelAndView("sealing/page")
        .addObject("origin", origin)
        .addObject("verifierKey", verifierKey)
        .addObject("command", command.line(Period.of(null, null)))
        .addObject("mayExport", member.mayManage() || member.role().equals("Auditor"))
        .addObject("signed", history.latest(organization).orElse(null));
  }
}
