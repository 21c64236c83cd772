package dev.portalledger.query.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import java.util.Base64;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** A certificate to read and to print. */
@Controller
class CertificatePage {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Certificates certificates;
  private final People people;

  CertificatePage(Certificates certificates, People people) {
    this.certificates = certificates;
    this.people = people;
  }

  @GetMapping("/client-accounts/{portalId}/revocations/{generation}")
  ModelAndView certificate(
      Member member, @PathVariable long portalId, @PathVariable int generation) {
    var signed =
        certificates
            .find(member.organization(), portalId, generation)
            .orElseThrow(CertificateApi::none);
    var certificate = JSON.readValue(text(signed.payload()), Certificate.class);
    return new ModelAndView("certificate/page")
        .addObject("shown", new ShownCertificate(certificate, people.named(certificate.involved())))
        .addObject("signed", signed)
        .addObject("keyId", JSON.readTree(text(signed.protectedHeader())).path("kid").asString());
  }

  private static String text(String base64Url) {
    return new String(Base64.getUrlDecoder().decode(base64Url), UTF_8);
  }
}
