package dev.portalledger.command.erasure;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.portalledger.command.erasure.OpenRequests.OpenRequest;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.Caller;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has a person's data erased: one asks, another confirms. Or holds it by law. */
@RestController
class ErasureApi {

  private final Erasures erasures;

  ErasureApi(Erasures erasures) {
    this.erasures = erasures;
  }

  /** Why; what was left out is null. */
  static final class Request {

    /** One of {@link ErasureReason} or {@link HoldReason}; no text, for it is kept for ever. */
    @JsonProperty @Nullable String reason;

    /** The number of a case; may be left out. */
    @JsonProperty @Nullable String reference;
  }

  /**
   * How it stands now in the caller's organization.
   *
   * @param expiresAt when an open request ends; null if there is none
   */
  record Standing(String subjectId, String state, @Nullable Instant expiresAt, long version) {

    static Standing of(String subject, ErasureState state) {
      var asked = state.asked();
      var name =
          state.erased()
              ? "ERASED"
              : asked != null ? "REQUESTED" : state.hold() != null ? "HELD" : "KEPT";
      return new Standing(subject, name, asked == null ? null : asked.until(), state.next());
    }
  }

  record Waiting(List<OpenRequest> items) {}

  @PostMapping("/api/v1/subjects/{subjectId}/erasure")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Standing request(Actor actor, @PathVariable String subjectId, @RequestBody Request request) {
    var reason = choice(ErasureReason.class, request.reason);
    var reference = CaseNumber.of(request.reference);
    return standing(subjectId, erasures.request(actor, subject(subjectId), reason, reference));
  }

  @DeleteMapping("/api/v1/subjects/{subjectId}/erasure")
  Standing withdraw(Actor actor, @PathVariable String subjectId) {
    return standing(subjectId, erasures.withdraw(actor, subject(subjectId)));
  }

  @PostMapping("/api/v1/subjects/{subjectId}/erasure/confirmation")
  Standing confirm(Caller caller, @PathVariable String subjectId) {
    return standing(
        subjectId,
        switch (caller) {
          case Caller.OfOrganization(var actor) -> erasures.confirm(actor, subject(subjectId));
          case Caller.OfPlatform(var operator) -> erasures.confirm(operator, subject(subjectId));
        });
  }

  @PutMapping("/api/v1/subjects/{subjectId}/legal-hold")
  Standing hold(Actor actor, @PathVariable String subjectId, @RequestBody Request request) {
    var reason = choice(HoldReason.class, request.reason);
    var reference = CaseNumber.of(request.reference);
    return standing(subjectId, erasures.hold(actor, subject(subjectId), reason, reference));
  }

  @DeleteMapping("/api/v1/subjects/{subjectId}/legal-hold")
  Standing lift(Actor actor, @PathVariable String subjectId) {
    return standing(subjectId, erasures.lift(actor, subject(subjectId)));
  }

  /** For operators: what waits for a second person. */
  @GetMapping("/api/v1/erasures")
  Waiting waiting() {
    return new Waiting(erasures.open());
  }

  private static Standing standing(String subject, ErasureDecision decision) {
    return Standing.of(subject, ErasureTrouble.accepted(decision));
  }

  private static SubjectId subject(String id) {
    if (id.isBlank()) {
      throw ErasureTrouble.unknown();
    }
    return new SubjectId(id);
  }

  private static <E extends Enum<E>> E choice(Class<E> reasons, @Nullable String named) {
    return Arrays.stream(reasons.getEnumConstants())
        .filter(reason -> reason.name().equals(named))
        .findFirst()
        .orElseThrow(
            () ->
                new Trouble(
                    ProblemType.INVALID_REQUEST,
                    "The reason is kept for ever, so it is a choice and no text: send one of %s as 'reason'."
                        .formatted(Arrays.toString(reasons.getEnumConstants()))));
  }
}
