package dev.portalledger.benchmarks;

import java.util.EnumSet;
import java.util.Set;

/** The sections, in the order they run. */
enum SectionName {
  APPEND,
  CONNECT,
  LAG,
  READS,
  REPLAY,
  START,
  COMPLIANCE;

  /** All but {@code COMPLIANCE}, which has a table of its own. */
  static final Set<SectionName> OF_SPEED = EnumSet.complementOf(EnumSet.of(COMPLIANCE));

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
