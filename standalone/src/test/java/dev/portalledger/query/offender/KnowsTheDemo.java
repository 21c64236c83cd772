package dev.portalledger.query.offender;

import dev.portalledger.standalone.Standalone;

class KnowsTheDemo {
  Class<?> demo() {
    return Standalone.class;
  }
}
