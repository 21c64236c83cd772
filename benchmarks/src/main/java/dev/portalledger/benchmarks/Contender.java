package dev.portalledger.benchmarks;

/** One of those that are measured in turns. A faster one is put beside the others by a line. */
interface Contender {

  /** One round; returns the figure. */
  double measure() throws Exception;
}
