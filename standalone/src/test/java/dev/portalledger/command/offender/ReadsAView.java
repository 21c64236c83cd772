package dev.portalledger.command.offender;

import dev.portalledger.query.QuerySide;

class ReadsAView {
  Class<?> view() {
    return QuerySide.class;
  }
}
