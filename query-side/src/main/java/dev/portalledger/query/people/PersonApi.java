package dev.portalledger.query.people;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.projections.CatchUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@Tag(name = "Personal data", description = "What is kept of a person, held by law, or erased")
class PersonApi {

  /**
   * Somebody's data. Of whoever is erased there is neither name nor address.
   *
   * @param kind MEMBER of the organization, or AUTHORIZER in HubSpot
   */
  record Answer(
      String subjectId,
      String kind,
      PersonalData.State state,
      String name,
      @Nullable String email,
      long version,
      List<Happened> history) {}

  /** One step; what it does not know is null. */
  record Happened(
      Step step,
      @Nullable String reason,
      @Nullable String reference,
      @Nullable String by,
      @Nullable String confirmedBy,
      @Nullable Instant expiresAt,
      Instant occurredAt) {}

  private final PersonalRecords records;
  private final People people;
  private final CatchUp catchUp;

  PersonApi(PersonalRecords records, People people, CatchUp catchUp) {
    this.records = records;
    this.people = people;
    this.catchUp = catchUp;
  }

  @GetMapping("/api/v1/subjects/{subjectId}")
  @Operation(summary = "What is kept of a person, and what was asked for")
  Answer read(
      @Parameter(hidden = true) Member member,
      @PathVariable String subjectId,
      @Parameter(description = "As a command on this person answered it")
          @RequestParam(required = false)
          @Nullable Long minVersion) {
    if (minVersion != null) {
      catchUp.await(() -> version(member, subjectId) >= minVersion);
    }
    var found =
        records
            .find(member.organization(), subjectId)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var person = requireNonNull(people.named(List.of(subjectId)).get(subjectId));
    return new Answer(
        subjectId,
        found.kind(),
        found.state(),
        person.name(),
        person.email(),
        found.version(),
        found.history().stream().map(PersonApi::happened).toList());
  }

  private long version(Member member, String subject) {
    return records.find(member.organization(), subject).map(PersonalData::version).orElse(0L);
  }

  private static Happened happened(SubjectStep step) {
    return new Happened(
        step.step(),
        step.reason(),
        step.reference(),
        step.by(),
        step.confirmedBy(),
        step.expiresAt(),
        step.occurredAt());
  }
}
