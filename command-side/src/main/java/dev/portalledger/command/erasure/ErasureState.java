package dev.portalledger.command.erasure;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectEvent;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a subject's personal data in one organization.
 *
 * @param next sequence number of the next event
 * @param asked null unless somebody asked for erasure and nothing came of it yet
 */
record ErasureState(
    OrganizationId organization,
    long next,
    @Nullable Asked asked,
    @Nullable Hold hold,
    boolean erased) {

  record Asked(
      ErasureReason reason, @Nullable String reference, SubjectId by, Instant at, Instant until) {

    boolean isOver(Instant now) {
      return !now.isBefore(until);
    }
  }

  record Hold(HoldReason reason, @Nullable String reference) {}

  static ErasureState untouched(OrganizationId organization) {
    return new ErasureState(organization, 0, null, null, false);
  }

  ErasureState after(SubjectEvent event) {
    return switch (event) {
      case ErasureRequested e ->
          with(
              new Asked(e.reason(), e.reference(), e.requestedBy(), e.occurredAt(), e.expiresAt()),
              hold);
      case ErasureWithdrawn _, ErasureExpired _ -> with(null, hold);
      case LegalHoldPlaced e -> with(asked, new Hold(e.reason(), e.reference()));
      case LegalHoldLifted _ -> with(asked, null);
      case SubjectErased _ -> new ErasureState(organization, next + 1, null, null, true);
    };
  }

  private ErasureState with(@Nullable Asked asked, @Nullable Hold hold) {
    return new ErasureState(organization, next + 1, asked, hold, erased);
  }
}
