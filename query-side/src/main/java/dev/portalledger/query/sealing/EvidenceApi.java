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
import java.util.Optional;
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
  private final Disclosures disclosures;
  private final People people;
  private final Anchors anchors;

  EvidenceApi(SealedHistory history, Disclosures disclosures, People people, Anchors anchors) {
    this.history = history;
    this.disclosures = disclosures;
    this.people = people;
    this.anchors = anchors;
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
      @Parameter(
              description =
                  "Size of the anchor tree you hold a checkpoint of; the latest if left out")
          @RequestParam(required = false)
          @Nullable Long anchor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var organization = member.organization().value();
    var period = Period.of(from, to);
    // Before the checkpoint, which must not be older than what is anchored of it.
    var anchored = anchored(organization, anchor);
    var signed =
        history
            .latest(organization)
            .orElseThrow(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "nothing is sealed yet; ask again in a second"));
    var command = new VerifierCommand(signed.origin(), organization, null);
    response.setContentType("application/zip");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s\"".formatted(VerifierCommand.file(organization)));
    var report = new Report(signed.origin(), signed, period, command.line(period), people::named);
    try (var disclosure =
        disclosures.export(member.organization(), Disclosed.EVIDENCE, Question.of(request))) {
      new Evidence(history, organization, signed, period, report, anchored, disclosure::sent)
          .writeTo(response.getOutputStream());
      disclosure.finished();
    }
  }

  private @Nullable String anchored(String organization, @Nullable Long size) {
    var anchor = anchors.signed(Optional.ofNullable(size));
    if (size != null && anchor.isEmpty()) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "anchor must be the size of a checkpoint of the anchor tree");
    }
    return anchor.flatMap(it -> anchors.proof(organization, it)).orElse(null);
  }
}
