package dev.portalledger.command.erasure;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.portalledger.command.erasure.ErasureRuling.Change;
import dev.portalledger.command.erasure.ErasureRuling.KnownAlready;
import dev.portalledger.command.erasure.ErasureRuling.Refuse;
import dev.portalledger.command.erasure.ErasureState.Asked;
import dev.portalledger.command.erasure.ErasureState.Hold;
import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectEvent;
import dev.portalledger.events.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may have personal data erased, and when. */
final class ErasureRules {

  /** How long a second person has to confirm. */
  static final Duration PATIENCE = Duration.ofDays(7);

  static ErasureRuling decide(RequestErasure command, ErasureState state, Instant now) {
    var asked = state.asked();
    var hold = state.hold();
    if (state.erased() || (asked != null && !asked.isOver(now))) {
      return new KnownAlready();
    }
    if (hold != null) {
      return new Refuse(new ErasureRefusal.Held(hold));
    }
    var request =
        new ErasureRequested(
            command.subjectId(),
            command.organizationId(),
            command.reason(),
            command.reference(),
            command.by(),
            now.plus(PATIENCE),
            now);
    return asked == null
        ? ErasureRuling.change(request)
        : ErasureRuling.change(expired(command.subjectId(), state, now), request);
  }

  static ErasureRuling decide(WithdrawErasure command, ErasureState state, Instant now) {
    if (state.erased()) {
      return new Refuse(new ErasureRefusal.ErasedAlready());
    }
    return state.asked() == null
        ? new KnownAlready()
        : ErasureRuling.change(
            new ErasureWithdrawn(command.subjectId(), command.organizationId(), command.by(), now));
  }

  static ErasureRuling decide(ExpireErasure command, ErasureState state, Instant now) {
    var asked = state.asked();
    return asked == null || !asked.isOver(now)
        ? new KnownAlready()
        : ErasureRuling.change(expired(command.subjectId(), state, now));
  }

  static ErasureRuling decide(PlaceLegalHold command, ErasureState state, Instant now) {
    if (state.erased()) {
      return new Refuse(new ErasureRefusal.ErasedAlready());
    }
    return new Hold(command.reason(), command.reference()).equals(state.hold())
        ? new KnownAlready()
        : ErasureRuling.change(
            new LegalHoldPlaced(
                command.subjectId(),
                command.organizationId(),
                command.reason(),
                command.reference(),
                command.by(),
                now));
  }

  static ErasureRuling decide(LiftLegalHold command, ErasureState state, Instant now) {
    return state.hold() == null
        ? new KnownAlready()
        : ErasureRuling.change(
            new LegalHoldLifted(command.subjectId(), command.organizationId(), command.by(), now));
  }

  /**
   * Erases in every organization's ledger at once, or in none.
   *
   * @param all of the organizations that know the subject, that of the command among them
   */
  static ErasureRuling decide(ConfirmErasure command, List<ErasureState> all, Instant now) {
    var own = of(command, all);
    if (own.erased()) {
      return new KnownAlready();
    }
    var refusal = refusal(command, own, all, now);
    return refusal == null ? erased(command, requireNonNull(own.asked()), all, now) : refusal;
  }

  private static @Nullable Refuse refusal(
      ConfirmErasure command, ErasureState own, List<ErasureState> all, Instant now) {
    var asked = own.asked();
    var hold = own.hold();
    if (asked == null) {
      return new Refuse(new ErasureRefusal.NothingAsked());
    }
    if (asked.isOver(now)) {
      return new Refuse(new ErasureRefusal.RequestOver(asked.until()));
    }
    if (hold != null) {
      return new Refuse(new ErasureRefusal.Held(hold));
    }
    return refusal(command, all);
  }

  private static @Nullable Refuse refusal(ConfirmErasure command, List<ErasureState> all) {
    if (all.stream().anyMatch(state -> asked(state, command))) {
      return new Refuse(new ErasureRefusal.SamePerson());
    }
    if (all.size() > 1 && !command.byOperator()) {
      return new Refuse(new ErasureRefusal.OperatorNeeded());
    }
    return all.stream().anyMatch(state -> state.hold() != null)
        ? new Refuse(new ErasureRefusal.HeldElsewhere())
        : null;
  }

  private static boolean asked(ErasureState state, ConfirmErasure command) {
    var asked = state.asked();
    return asked != null && asked.by().equals(command.by());
  }

  private static Change erased(
      ConfirmErasure command, Asked asked, List<ErasureState> all, Instant now) {
    return new Change(
        all.stream()
            .filter(state -> !state.erased())
            .map(state -> erased(command, asked, state, now))
            .sorted(comparing(event -> event.organizationId().value()))
            .toList());
  }

  /** An organization in which nobody asked is told neither who did elsewhere nor the case. */
  private static SubjectEvent erased(
      ConfirmErasure command, Asked confirmed, ErasureState state, Instant now) {
    var asked = state.asked();
    return new SubjectErased(
        command.subjectId(),
        state.organization(),
        asked == null ? confirmed.reason() : asked.reason(),
        asked == null ? null : asked.reference(),
        asked == null ? null : asked.by(),
        command.by(),
        now);
  }

  private static ErasureState of(ConfirmErasure command, List<ErasureState> all) {
    return all.stream()
        .filter(state -> state.organization().equals(command.organizationId()))
        .findFirst()
        .orElseThrow();
  }

  private static SubjectEvent expired(SubjectId subject, ErasureState state, Instant now) {
    return new ErasureExpired(subject, state.organization(), now);
  }

  private ErasureRules() {}
}
