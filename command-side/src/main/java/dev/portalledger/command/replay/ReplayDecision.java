package dev.portalledger.command.replay;

import java.time.Instant;

/** What became of a request for a replay. */
sealed interface ReplayDecision {

  /** It is recorded, now or before. */
  record Requested() implements ReplayDecision {}

  /** No event of the organization is recorded. */
  record NothingRecorded() implements ReplayDecision {}

  /** There was nothing yet. */
  record BeforeFirstEvent(Instant first) implements ReplayDecision {}

  /** Nobody knows yet. */
  record InTheFuture(Instant now) implements ReplayDecision {}
}
