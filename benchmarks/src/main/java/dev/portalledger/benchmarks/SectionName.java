package dev.portalledger.benchmarks;

/** The sections, in the order they run. */
enum SectionName {
  APPEND,
  CONNECT,
  LAG,
  READS,
  REPLAY,
  START;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
