package dev.portalledger.benchmarks;

/**
 * What a figure has to reach.
 *
 * @param atLeast or at most
 */
record Target(boolean atLeast, double limit) {

  static Target atLeast(double limit) {
    return new Target(true, limit);
  }

  static Target atMost(double limit) {
    return new Target(false, limit);
  }

  boolean reachedBy(double figure) {
    return atLeast ? figure >= limit : figure <= limit;
  }

  /** 1 is the target itself, more is better, whichever way the figure counts. */
  double score(double figure) {
    return atLeast ? figure / limit : limit / figure;
  }
}
