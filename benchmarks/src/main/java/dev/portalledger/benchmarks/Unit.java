package dev.portalledger.benchmarks;

import java.util.Locale;

/** What a figure counts. */
enum Unit {
  RATIO(" ×", 2),
  PER_SECOND("/s", 0),
  MILLISECONDS(" ms", 1),
  SECONDS(" s", 2),
  MEGABYTES(" MB", 0);

  private final String suffix;
  private final int decimals;

  Unit(String suffix, int decimals) {
    this.suffix = suffix;
    this.decimals = decimals;
  }

  String number(double figure) {
    // Small times would all read 0.0.
    int digits = this == MILLISECONDS && figure < 1 ? 2 : decimals;
    return String.format(Locale.ROOT, "%,." + digits + "f", figure);
  }

  String text(double figure) {
    return number(figure) + suffix;
  }
}
