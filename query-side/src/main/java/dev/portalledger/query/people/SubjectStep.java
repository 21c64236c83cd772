package dev.portalledger.query.people;

import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectEvent;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a subject's stream, as its row keeps it. What its step does not know is null.
 *
 * @param by who asked, withdrew, held or lifted
 * @param expiresAt of a request
 */
record SubjectStep(
    String organizationId,
    String subjectId,
    long sequence,
    Step step,
    @Nullable String reason,
    @Nullable String reference,
    @Nullable String by,
    @Nullable String confirmedBy,
    @Nullable Instant expiresAt,
    Instant occurredAt) {

  static SubjectStep of(SubjectEvent event, long sequence) {
    return switch (event) {
      case ErasureRequested e ->
          step(e, sequence, Step.REQUESTED, e.requestedBy())
              .because(e.reason(), e.reference())
              .until(e.expiresAt());
      case ErasureWithdrawn e -> step(e, sequence, Step.WITHDRAWN, e.withdrawnBy());
      case ErasureExpired e -> step(e, sequence, Step.EXPIRED, null);
      case LegalHoldPlaced e ->
          step(e, sequence, Step.HOLD_PLACED, e.placedBy()).because(e.reason(), e.reference());
      case LegalHoldLifted e -> step(e, sequence, Step.HOLD_LIFTED, e.liftedBy());
      case SubjectErased e ->
          step(e, sequence, Step.ERASED, e.by())
              .because(e.reason(), e.reference())
              .confirmedBy(e.confirmedBy());
    };
  }

  private static SubjectStep step(
      SubjectEvent event, long sequence, Step step, @Nullable SubjectId by) {
    return new SubjectStep(
        event.organizationId().value(),
        event.subjectId().value(),
        sequence,
        step,
        null,
        null,
        by == null ? null : by.value(),
        null,
        null,
        event.occurredAt());
  }

  private SubjectStep because(Enum<?> why, @Nullable String number) {
    return new SubjectStep(
        organizationId,
        subjectId,
        sequence,
        step,
        why.name(),
        number,
        by,
        confirmedBy,
        expiresAt,
        occurredAt);
  }

  private SubjectStep until(Instant end) {
    return new SubjectStep(
        organizationId,
        subjectId,
        sequence,
        step,
        reason,
        reference,
        by,
        confirmedBy,
        end,
        occurredAt);
  }

  private SubjectStep confirmedBy(SubjectId second) {
    return new SubjectStep(
        organizationId,
        subjectId,
        sequence,
        step,
        reason,
        reference,
        by,
        second.value(),
        expiresAt,
        occurredAt);
  }
}
