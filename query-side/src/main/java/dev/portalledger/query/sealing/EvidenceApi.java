package dev.portalledger.query.sealing;

import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.disclosure.Disclosures;
import dev.portalledger.query.disclosure.Question;
import dev.portalledger.query.people.People;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@Tag(name = "Compliance")
class EvidenceApi {

  private final SealedHistory history;
  private final Origins origins;
  private final Disclosures disclosures;
  private final People people;

  EvidenceApi(SealedHistory history, Origins origins, Disclosures disclosures, People people) {
    this.history = history;
    this.origins = origins;
    this.disclosures = disclosures;
    this.people = people;
  }

  /** Sent while it is read: what goes wrong on the way cuts it off, and a verifier says so. */
  @GetMapping(path = "/api/v1/evidence", produces = "application/zip")
  @Operation(summary = "Everything an auditor needs to check recorded history offline, as a ZIP")
  void evidence(
      @Parameter(hidden = true) Member member,
      @Parameter(description = "First day (UTC) or moment whose events are given in full")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(
              description = "Last day (UTC), or the moment before which events are given in full")
          @RequestParam(required = false)
          @Nullable String to,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var organization = member.organization().value();
    var period = Period.of(from, to);
    var signed =
        history
            .latest(organization)
            .orElseThrow(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "nothing is sealed yet; ask again in a second"));
    var command = new VerifierCommand(origins.of(organization), organization, null);
    response.setContentType("application/zip");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s\"".formatted(VerifierCommand.file(organization)));
    var report =
        new Report(origins.of(organization), signed, period, command.line(period), people::named);
    try (var disclosure =
        disclosures.export(member.organization(), Disclosed.EVIDENCE, Question.of(request))) {
      new Evidence(history, organization, signed, period, report, disclosure::sent)
          .writeTo(response.getOutputStream());
      disclosure.finished();
    }
  }
}
