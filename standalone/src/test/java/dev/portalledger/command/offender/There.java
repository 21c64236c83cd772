package dev.portalledger.command.offender;

import dev.portalledger.command.offended.AndBack;

/** One half of a cycle. */
public class There {
  Class<?> back() {
    return AndBack.class;
  }
}
