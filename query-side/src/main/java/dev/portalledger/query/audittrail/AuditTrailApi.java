package dev.portalledger.query.audittrail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portalledger.query.dashboard.AsItStood;
import dev.portalledger.query.dashboard.AsOf;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.people.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit trail", description = "Who did what, when, with which scopes")
class AuditTrailApi {

  /**
   * One page, newest first.
   *
   * @param next null on the last page
   * @param droppedBefore records from before that moment may be missing, as they were dropped under
   *     retention; left out if none ever were
   */
  record Answer(
      List<Item> items,
      @Nullable String next,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AsItStood asOf,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant droppedBefore) {}

  /** An entry, and what the people in it are called now. */
  record Item(
      @JsonUnwrapped Entry entry,
      Outcome outcome,
      String actorName,
      @Nullable String authorizerName,
      @Nullable String subjectName,
      @Nullable String confirmedByName) {}

  private final AuditTrail trail;
  private final PastTrail past;
  private final People people;

  AuditTrailApi(AuditTrail trail, PastTrail past, People people) {
    this.trail = trail;
    this.past = past;
    this.people = people;
  }

  @GetMapping("/api/v1/audit-trail")
  @Operation(summary = "List what happened, newest first")
  Answer list(
      @Parameter(hidden = true) Member member,
      @ParameterObject Search search,
      @Parameter(
              name = "asOf",
              in = ParameterIn.QUERY,
              description = AsOf.MEANING,
              schema = @Schema(type = "string"))
          @Nullable AsOf asOf) {
    AuditTrail.Page page = trail.page(member.organization(), search, asOf);
    Map<String, Person> named = people.named(Involved.in(page.items()));
    return new Answer(
        page.items().stream().map(entry -> item(entry, named)).toList(),
        page.next(),
        asOf == null ? null : past.remark(member.organization(), asOf),
        trail.droppedBefore(member.organization()).orElse(null));
  }

  private static Item item(Entry entry, Map<String, Person> named) {
    return new Item(
        entry,
        entry.outcome(),
        Involved.name(named, entry.actor()),
        name(entry.authorizer(), named),
        name(entry.subject(), named),
        name(entry.confirmedBy(), named));
  }

  private static @Nullable String name(@Nullable String id, Map<String, Person> named) {
    return id == null ? null : Involved.name(named, id);
  }
}
