package dev.portalledger.eventstore.fitness;

/** One thing that a node must have right to serve. */
public interface Check {

  /** As it stands in the log and in the health details. */
  String name();

  /** Whether a node that fails it would do harm, so that it must not even start to work. */
  boolean guardsFromHarm();

  /** May ask others; whatever it throws means that it cannot be told. */
  Verdict ask();
}
