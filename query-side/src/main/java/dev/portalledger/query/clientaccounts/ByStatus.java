package dev.portalledger.query.clientaccounts;

import java.util.Collection;

/** How many client accounts of an organization are in which status. */
record ByStatus(int connected, int expired, int disconnected) {

  int held() {
    return connected + expired;
  }

  int of(int attention) {
    return switch (attention) {
      case 0 -> expired;
      case 1 -> connected;
      case 2 -> disconnected;
      default -> throw new IllegalArgumentException("attention " + attention);
    };
  }

  int of(Collection<Integer> attentions) {
    return attentions.stream().mapToInt(this::of).sum();
  }
}
