package dev.portalledger.command.retention;

import dev.portalledger.events.retention.LeafRun;
import java.time.Instant;
import java.util.List;

/** What the database says of dropping old bodies of one organization. */
sealed interface Dropping {

  /**
   * What was dropped, or could be.
   *
   * @param keep the period, ISO 8601
   * @param goneThrough so many events were gone through before, from the first one on
   * @param upTo so many are with these
   */
  record Dropped(
      String keep, Instant before, long goneThrough, long upTo, long bodies, List<LeafRun> leaves)
      implements Dropping {}

  /** Nothing is dropped, and why. */
  sealed interface Refused extends Dropping {}

  /** The deployment has no retention period. */
  record Off() implements Refused {}

  /**
   * A person's data is held by law in this organization.
   *
   * @param reasons names of them, with commas
   */
  record Held(String reasons) implements Refused {}

  /** The ledger is not sealed, or not what was signed of it. */
  record NotSealed() implements Refused {}

  /**
   * An event is not what was sealed of it.
   *
   * @param leaf the first such
   */
  record NotAsSealed(long leaf) implements Refused {}

  /** It is not what was agreed on. */
  record Changed(long upTo, long bodies) implements Refused {}
}
