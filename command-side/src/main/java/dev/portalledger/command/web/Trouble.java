package dev.portalledger.command.web;

import java.util.Map;

/**
 * Stops a request with a problem (RFC 9457). For the edge only: what the rules refuse is a value,
 * and the controller that got it says it with this.
 */
public final class Trouble extends RuntimeException {

  /** A member that says when it makes sense to come again. */
  public static final String RETRY_AFTER_SECONDS = "retryAfterSeconds";

  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Map<String, Object> members;

  /**
   * Tells what happened, why, and what to do.
   *
   * @param detail sentences for the reader; never the text of an exception
   */
  public Trouble(ProblemType type, String detail) {
    this(type, detail, Map.of());
  }

  /**
   * Adds members of its own to the problem.
   *
   * @param members for programs: numbers, names of ours
   */
  public Trouble(ProblemType type, String detail, Map<String, Object> members) {
    super(detail, null, false, false);
    this.type = type;
    this.members = members;
  }

  /** A portal this organization does not know; the same words for one that nobody knows. */
  public static Trouble unknownPortal() {
    return new Trouble(
        ProblemType.NOT_FOUND,
        "Your organization has no such portal. It was never connected, or the number is mistyped."
            + " Look at Client Accounts.");
  }

  public boolean isUnauthenticated() {
    return type == ProblemType.UNAUTHENTICATED;
  }

  ProblemType type() {
    return type;
  }

  Map<String, Object> members() {
    return members;
  }
}
