package dev.portalledger.eventstore.fitness;

/** What a check found. */
public sealed interface Verdict {

  record Fit() implements Verdict {}

  /** It cannot be told right now, and that keeps nobody from serving. */
  record Unknown(String why) implements Verdict {}

  /**
   * A node like this does harm or is of no use.
   *
   * @param what is wrong, and what comes of it
   */
  record Unfit(String what, String whatToDo) implements Verdict {}
}
