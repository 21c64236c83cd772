package dev.portalledger.command.proof;

/** How many connections may end on HubSpot's word alone before HubSpot is doubted. */
final class GuardRules {

  private static final int LEAST = 10;
  private static final int ONE_IN = 20;

  /**
   * What is compared with the dead.
   *
   * @param alive all connections that live, counted up to {@link #aliveThatMatter}
   * @param confirmed those of them that HubSpot confirmed within ten minutes, counted up to {@link
   *     #confirmedThatMatter}
   */
  record Living(int alive, int confirmed) {}

  /** So few may end whatever lives. */
  static boolean isFew(int dead) {
    return dead < LEAST;
  }

  /** From there on the limit is above the dead however many there are more. */
  static int aliveThatMatter(int dead) {
    return ONE_IN * (dead + 1);
  }

  /** The same. */
  static int confirmedThatMatter(int dead) {
    return dead + 1;
  }

  /**
   * Ten; or, if that is more, one in twenty of all. But never more than HubSpot confirmed in the
   * same time: few of many connections are asked in ten minutes, and all of them may be lied about.
   */
  static int limit(int connections, int confirmed) {
    return Math.max(LEAST, Math.min(connections / ONE_IN, confirmed));
  }

  /** Whether one more may end, when so many did within ten minutes. */
  static boolean oneMore(int ended, Living living) {
    return ended < limit(living.alive() + ended, living.confirmed());
  }

  /** Whether HubSpot is believed again although it still calls so many dead. */
  static boolean mayClose(int held, Living living) {
    return held <= limit(living.alive(), living.confirmed());
  }

  private GuardRules() {}
}
