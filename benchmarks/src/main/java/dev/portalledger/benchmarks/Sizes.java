package dev.portalledger.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUp of each contender before the first round, for the compiler
 * @param settle of each measurement before it counts
 * @param stockReplay events for the stock engine, which would need many minutes for all
 * @param connects prepared for each round
 */
record Sizes(
    Duration warmUp,
    Duration settle,
    Duration time,
    List<Integer> callers,
    int connects,
    int callbacks,
    int held,
    Duration lag,
    int lagPerSecond,
    List<Integer> portals,
    int reads,
    int replay,
    int stockReplay) {

  static final int COMPLIANCE = 1_000_000;

  static final Sizes FULL =
      new Sizes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          List.of(1, 8, 32),
          8_000,
          150,
          10_000,
          Duration.ofSeconds(20),
          1_000,
          List.of(1_000, 100_000, 1_000_000),
          2_000,
          1_000_000,
          40_000);

  static final Sizes QUICK =
      new Sizes(
          Duration.ofMillis(300),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          List.of(32),
          64,
          4,
          50,
          Duration.ofSeconds(1),
          100,
          List.of(100, 1_000),
          20,
          1_000,
          500);
}
