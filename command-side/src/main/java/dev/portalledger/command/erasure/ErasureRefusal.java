package dev.portalledger.command.erasure;

import dev.portalledger.command.erasure.ErasureState.Hold;
import java.time.Instant;

/** Why something was not done with a subject's personal data. */
sealed interface ErasureRefusal {

  /** The organization has nothing to do with the subject; the same for one that nobody knows. */
  record UnknownSubject() implements ErasureRefusal {}

  /** There is nothing left that could be held or taken back. */
  record ErasedAlready() implements ErasureRefusal {}

  /** Nobody asked for it, or it was withdrawn. */
  record NothingAsked() implements ErasureRefusal {}

  /**
   * To an operator: nothing waits for a second person, whether or not anybody knows the subject.
   */
  record NothingWaits() implements ErasureRefusal {}

  /** It was asked for too long ago. */
  record RequestOver(Instant until) implements ErasureRefusal {}

  /** Whoever asked cannot confirm. */
  record SamePerson() implements ErasureRefusal {}

  /** A legal hold of the organization itself. */
  record Held(Hold hold) implements ErasureRefusal {}

  /** A legal hold of another organization; whose is not said. */
  record HeldElsewhere() implements ErasureRefusal {}

  /** Other organizations' ledgers name the subject too: only an operator may confirm. */
  record OperatorNeeded() implements ErasureRefusal {}
}
