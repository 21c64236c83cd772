package dev.portalledger.command.hubspot;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets at most one call in eleven be a repetition: each first call earns a tenth of a repetition,
 * and at most ten are saved up. So an outage is never answered with more load than a tenth.
 */
final class RetryBudget {

  private static final int PRICE = 10;
  private static final int MOST_SAVED = 10 * PRICE;

  private final AtomicInteger saved = new AtomicInteger();

  void firstCall() {
    saved.updateAndGet(points -> Math.min(MOST_SAVED, points + 1));
  }

  boolean allowsAnother() {
    return saved.getAndUpdate(points -> points >= PRICE ? points - PRICE : points) >= PRICE;
  }
}
