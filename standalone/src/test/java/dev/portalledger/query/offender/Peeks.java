package dev.portalledger.query.offender;

import dev.portalledger.query.offended.Peeked;

class Peeks {
  Peeked other = new Peeked();
}
