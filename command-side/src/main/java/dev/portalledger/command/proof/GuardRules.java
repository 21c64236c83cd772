package dev.portalledger.command.proof;

/** How many connections may end on HubSpot's word alone before HubSpot is doubted. */
final class GuardRules {

  private static final int LEAST = 10;
  private static final int ONE_IN = 20;

  /** Ten, or one in twenty if that is more. */
  static int limit(int connections) {
    return Math.max(LEAST, connections / ONE_IN);
  }

  /** Whether one more may end, when so many did within ten minutes. */
  static boolean oneMore(int ended, int alive) {
    return ended < limit(alive + ended);
  }

  private GuardRules() {}
}
