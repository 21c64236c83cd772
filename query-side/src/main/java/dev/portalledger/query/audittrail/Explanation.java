package dev.portalledger.query.audittrail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said to somebody about how an attempt ended.
 *
 * @param steps what to do, one after the other
 * @param action the button that follows from it
 * @param portal which portal the button is about; null for a new attempt
 */
record Explanation(
    String title,
    String what,
    String why,
    List<String> steps,
    Action action,
    @Nullable Long portal) {

  /** Where the button leads. */
  enum Action {
    ADD,
    RECONNECT,
    BACK
  }

  /** The same, for somebody who had set out to reconnect a portal. */
  Explanation about(@Nullable Long thatPortal) {
    return thatPortal == null || action != Action.ADD
        ? this
        : new Explanation(title, what, why, steps, Action.RECONNECT, thatPortal);
  }

  static Explanation retry(String title, String what, String why, String... steps) {
    return new Explanation(title, what, why, List.of(steps), Action.ADD, null);
  }

  static Explanation back(String title, String what, String why, String... steps) {
    return new Explanation(title, what, why, List.of(steps), Action.BACK, null);
  }
}
