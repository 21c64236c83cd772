package dev.portalledger.command.erasure;

/** What became of a command. */
sealed interface ErasureDecision {

  /**
   * It is as was asked, now or already before.
   *
   * @param state in the organization of the command
   */
  record Accepted(ErasureState state) implements ErasureDecision {}

  record Refused(ErasureRefusal refusal) implements ErasureDecision {}
}
