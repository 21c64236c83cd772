package dev.portalledger.query.certificate;

import dev.portalledger.query.dashboard.Member;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@Tag(
    name = "Revocation certificates",
    description = "What was revoked where, and what HubSpot answered; signed")
class CertificateApi {

  /** A JWK set (RFC 7517). */
  record Keys(List<Map<String, String>> keys) {}

  private final Certificates certificates;

  CertificateApi(Certificates certificates) {
    this.certificates = certificates;
  }

  @GetMapping("/api/v1/portals/{portalId}/revocations/{generation}/certificate")
  @Operation(
      summary = "The signed certificate of one revocation, as a JWS",
      description = "There is one as soon as HubSpot has given all its answers.")
  SignedCertificate one(
      @Parameter(hidden = true) Member member,
      @PathVariable long portalId,
      @PathVariable int generation) {
    return certificates
        .find(member.organization(), portalId, generation)
        .orElseThrow(CertificateApi::none);
  }

  /** Whoever was handed a certificate checks it with these, without a sign-in. */
  @GetMapping("/api/v1/certificate-keys")
  @Operation(summary = "The public keys that certificates are checked with, as a JWK set")
  Keys keys() {
    return new Keys(certificates.keys());
  }

  static ResponseStatusException none() {
    return new ResponseStatusException(
        HttpStatus.NOT_FOUND,
        "there is no such certificate: it is issued when HubSpot has given all its answers to a"
            + " revocation");
  }
}
