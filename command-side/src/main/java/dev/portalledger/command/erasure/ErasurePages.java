package dev.portalledger.command.erasure;

import dev.portalledger.command.erasure.ErasureDecision.Accepted;
import dev.portalledger.command.erasure.ErasureDecision.Refused;
import dev.portalledger.command.web.Actor;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.SubjectId;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The forms of a person's page. What was refused, that page explains. */
@RestController
class ErasurePages {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Erasures erasures;

  ErasurePages(Erasures erasures) {
    this.erasures = erasures;
  }

  @PostMapping("/people/{subjectId}/erasure")
  ResponseEntity<Void> request(
      Actor actor,
      @PathVariable String subjectId,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String reference) {
    var chosen = choice(ErasureReason.class, reason);
    return chosen.isEmpty() || !CaseNumber.isOne(reference)
        ? to(subjectId, "?refused=unreadable")
        : shown(
            subjectId,
            erasures.request(actor, subject(subjectId), chosen.get(), CaseNumber.of(reference)));
  }

  @PostMapping("/people/{subjectId}/erasure/withdrawal")
  ResponseEntity<Void> withdraw(Actor actor, @PathVariable String subjectId) {
    return shown(subjectId, erasures.withdraw(actor, subject(subjectId)));
  }

  @PostMapping("/people/{subjectId}/erasure/confirmation")
  ResponseEntity<Void> confirm(Actor actor, @PathVariable String subjectId) {
    return shown(subjectId, erasures.confirm(actor, subject(subjectId)));
  }

  @PostMapping("/people/{subjectId}/legal-hold")
  ResponseEntity<Void> hold(
      Actor actor,
      @PathVariable String subjectId,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String reference) {
    var chosen = choice(HoldReason.class, reason);
    return chosen.isEmpty() || !CaseNumber.isOne(reference)
        ? to(subjectId, "?refused=unreadable")
        : shown(
            subjectId,
            erasures.hold(actor, subject(subjectId), chosen.get(), CaseNumber.of(reference)));
  }

  @PostMapping("/people/{subjectId}/legal-hold/lifting")
  ResponseEntity<Void> lift(Actor actor, @PathVariable String subjectId) {
    return shown(subjectId, erasures.lift(actor, subject(subjectId)));
  }

  private static ResponseEntity<Void> shown(String subject, ErasureDecision decision) {
    return switch (decision) {
      case Accepted(var state) -> to(subject, "?minVersion=" + state.next());
      case Refused(var refusal) -> refused(subject, refusal);
    };
  }

  private static ResponseEntity<Void> refused(String subject, ErasureRefusal refusal) {
    return switch (refusal) {
      case ErasureRefusal.UnknownSubject(), ErasureRefusal.NothingWaits() ->
          throw ErasureTrouble.unknown();
      case ErasureRefusal.ErasedAlready() -> to(subject, "");
      case ErasureRefusal.NothingAsked() -> to(subject, "?refused=nothing-asked");
      case ErasureRefusal.RequestOver _ -> to(subject, "?refused=over");
      case ErasureRefusal.SamePerson() -> to(subject, "?refused=same-person");
      case ErasureRefusal.Held _ -> to(subject, "?refused=held");
      case ErasureRefusal.HeldElsewhere() -> to(subject, "?refused=held-elsewhere");
      case ErasureRefusal.OperatorNeeded() -> to(subject, "?refused=operator-needed");
    };
  }

  private static SubjectId subject(String id) {
    if (!ID.matcher(id).matches()) {
      throw ErasureTrouble.unknown();
    }
    return new SubjectId(id);
  }

  private static <E extends Enum<E>> Optional<E> choice(Class<E> reasons, @Nullable String named) {
    return Arrays.stream(reasons.getEnumConstants())
        .filter(reason -> reason.name().equals(named))
        .findFirst();
  }

  private static ResponseEntity<Void> to(String subject, String query) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/people/" + subject(subject) + query))
        .build();
  }
}
