package dev.portalledger.events.retention;

/**
 * Leaves of the organization's tree that stand beside one another, from one to another, both in.
 */
public record LeafRun(long first, long last) {

  public LeafRun {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("a run of leaves begins at 0 or later and before it ends");
    }
  }
}
