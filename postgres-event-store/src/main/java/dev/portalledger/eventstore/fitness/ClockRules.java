package dev.portalledger.eventstore.fitness;

import java.time.Duration;

/** How far a node's clock may be from the one all nodes share. */
final class ClockRules {

  /**
   * Judges a comparison.
   *
   * @param ahead how much later the node's clock was, read right after the other
   * @param took how long it took to read the other, for it may be older by as much
   * @param harm what the node would do by a wrong clock
   */
  static Verdict judge(Duration ahead, Duration took, Duration tolerance, String harm) {
    boolean late = ahead.compareTo(tolerance.negated()) < 0;
    boolean early = ahead.compareTo(tolerance.plus(took)) > 0;
    return late || early ? unfit(ahead, harm) : new Verdict.Fit();
  }

  private static Verdict unfit(Duration ahead, String harm) {
    return new Verdict.Unfit(
        "this node's clock is %s the database's, so %s".formatted(distance(ahead), harm),
        "Set the clock of this machine (NTP), or the database's if that is the wrong one.");
  }

  private static String distance(Duration ahead) {
    var far = ahead.abs();
    return "%d min %d s %s"
        .formatted(
            far.toMinutes(), far.toSecondsPart(), ahead.isNegative() ? "behind" : "ahead of");
  }

  private ClockRules() {}
}
