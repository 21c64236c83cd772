package dev.portalledger.query.audittrail;

import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.audittrail.ExportRequest.After;
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
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the whole trail away, entry by entry, in memory that does not grow with it. */
@RestController
@Tag(name = "Audit trail")
class ExportApi {

  /** Where an export ended: what to say as {@code after} next time. */
  static final String NEXT = "Ledger-Next";

  /** Events looked at with one question; between two questions no connection is held. */
  private static final int AT_ONCE = 1_000;

  private final ExportedTrail trail;
  private final People people;
  private final Disclosures disclosures;

  ExportApi(ExportedTrail trail, People people, Disclosures disclosures) {
    this.trail = trail;
    this.people = people;
    this.disclosures = disclosures;
  }

  /** What goes wrong on the way cuts the answer off, which whoever receives it is told by HTTP. */
  @GetMapping("/api/v1/audit-trail/export")
  @Operation(
      summary = "The trail as a file, oldest first, without a limit: as far as it is sealed",
      description =
          "Each entry tells its index and the hash of its leaf in the organization's ledger. The"
              + " header Ledger-Next is what to send as `after` next time.")
  void export(
      @Parameter(hidden = true) Member member,
      @ParameterObject ExportRequest request,
      HttpServletRequest http,
      HttpServletResponse response)
      throws IOException {
    var format = request.wanted();
    var organization = member.organization();
    var search = request.search().checked();
    var checkpoint = trail.checkpoint(organization);
    long from = 1 + last(organization, request.start());
    long to = trail.firstUnwritten(organization, from, checkpoint.size());
    response.setContentType(format.mediaType());
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s\"".formatted(format.file(organization.value())));
    if (to > 0) {
      response.setHeader(NEXT, String.valueOf(Math.max(from, to) - 1));
    }
    try (var disclosure =
        disclosures.export(organization, Disclosed.AUDIT_TRAIL, Question.of(http))) {
      var writer = format.to(response.getOutputStream(), organization.value(), checkpoint);
      for (long next = from; next < to; next += AT_ONCE) {
        var some = trail.between(organization, search, next, Math.min(to, next + AT_ONCE));
        write(named(some), writer);
        disclosure.sent(some.size());
      }
      writer.flush();
      disclosure.finished();
    }
  }

  private long last(OrganizationId organization, After after) {
    return switch (after) {
      case After.Index(long index) -> index;
      case After.Event(String id) ->
          trail.indexOf(organization, id).orElseThrow(ExportRequest::unknownPlace);
    };
  }

  private List<Exported> named(List<ExportedTrail.Placed> placed) {
    var named =
        people.named(Involved.in(placed.stream().map(ExportedTrail.Placed::entry).toList()));
    return placed.stream()
        .map(one -> new Exported(one.index(), one.leaf(), one.entry(), named))
        .toList();
  }

  private static void write(List<Exported> exported, ExportFormat.Writer writer)
      throws IOException {
    for (Exported one : exported) {
      writer.write(one);
    }
  }
}
