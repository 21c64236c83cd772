package dev.portalledger.command.journal;

import dev.portalledger.command.hubspot.SignatureV3;
import dev.portalledger.command.proof.Proofs;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.PublicAddress;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.PortalId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what HubSpot sends by itself. It is only a reason to ask HubSpot about a portal: nothing is
 * recorded on a request's word.
 */
@RestController
class SignedRequests {

  private static final String PATH = "/webhooks/hubspot";
  private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

  private final SignatureV3 signature;
  private final Deliveries deliveries;
  private final Proofs proofs;
  private final PublicAddress address;

  SignedRequests(
      SignatureV3 signature, Deliveries deliveries, Proofs proofs, PublicAddress address) {
    this.signature = signature;
    this.deliveries = deliveries;
    this.proofs = proofs;
    this.address = address;
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void take(
      HttpServletRequest request,
      @RequestHeader(name = "X-HubSpot-Signature-v3", defaultValue = "") String signed,
      @RequestHeader(name = "X-HubSpot-Request-Timestamp", defaultValue = "") String sentAt,
      @RequestBody(required = false) byte @Nullable [] sent) {
    byte[] body = sent == null ? new byte[0] : sent;
    if (!MILLIS.matcher(sentAt).matches()
        || !signature.covers(request.getMethod(), uri(request), body, sentAt, signed)) {
      throw notSigned();
    }
    var said = Said.in(body).orElseThrow(SignedRequests::notUnderstood);
    switch (deliveries.take(Long.parseLong(sentAt), signed)) {
      case FIRST -> follow(said);
      case REPEATED -> {}
      case OUT_OF_TIME -> throw outOfTime();
    }
  }

  /** As HubSpot was told to call it; what the request says of its host is anybody's word. */
  private String uri(HttpServletRequest request) {
    var query = request.getQueryString();
    return address.at(PATH) + (query == null ? "" : "?" + query);
  }

  private void follow(List<Said> said) {
    for (var entry : said) {
      var portal = new PortalId(entry.portal());
      if (entry.removal()) {
        proofs.removalSaid(portal);
      } else {
        proofs.doubted(portal);
      }
    }
  }

  private static Trouble notSigned() {
    return new Trouble(
        ProblemType.UNAUTHENTICATED,
        "The request is not signed by HubSpot for this address: its X-HubSpot-Signature-v3 is"
            + " missing or does not fit. Older signatures are not accepted. Sign method, address,"
            + " body and time with the app's secret.");
  }

  private static Trouble outOfTime() {
    return new Trouble(
        ProblemType.UNAUTHENTICATED,
        "The request was signed more than five minutes ago or for a time to come, so it may be a"
            + " copy. Send it anew.");
  }

  private static Trouble notUnderstood() {
    return new Trouble(
        ProblemType.INVALID_REQUEST,
        "The request is signed, but its body is no JSON list of at most a hundred entries. Nothing"
            + " was done.");
  }
}
