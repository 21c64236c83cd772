package dev.portalledger.command.offended;

import dev.portalledger.command.offender.There;

/** The other half of a cycle. */
public class AndBack {
  Class<?> there() {
    return There.class;
  }
}
