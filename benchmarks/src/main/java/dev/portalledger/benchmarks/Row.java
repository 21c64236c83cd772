package dev.portalledger.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param target null for what is only told
 */
record Row(String section, String what, Series figure, Unit unit, @Nullable Target target) {

  String value() {
    return unit.text(figure.median());
  }

  String noise() {
    return figure.rounds().size() == 1
        ? "one run"
        : unit.number(figure.min()) + " to " + unit.number(figure.max());
  }

  String goal() {
    return target == null ? "" : (target.atLeast() ? "≥ " : "≤ ") + unit.text(target.limit());
  }

  String verdict() {
    if (target == null) {
      return "";
    }
    return target.reachedBy(figure.median()) ? "reached" : "missed";
  }
}
