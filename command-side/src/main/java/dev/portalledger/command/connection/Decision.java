package dev.portalledger.command.connection;

/** The answer to a command, as its sender sees it. */
public sealed interface Decision {

  /**
   * Recorded, or known already.
   *
   * @param version the portal's version after it
   */
  record Accepted(long version) implements Decision {}

  record Refused(Refusal refusal) implements Decision {}
}
