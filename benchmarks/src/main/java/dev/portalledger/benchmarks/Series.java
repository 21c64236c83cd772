package dev.portalledger.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/** One figure of every round. */
record Series(List<Double> rounds) {

  Series {
    rounds = List.copyOf(rounds);
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("a figure nobody measured");
    }
  }

  static Series once(double figure) {
    return new Series(List.of(figure));
  }

  double median() {
    var sorted = rounds.stream().sorted().toList();
    int upper = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(upper)
        : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
  }

  double min() {
    return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Of what was measured in the same round, seconds apart: what slowed both cancels out. */
  Series dividedBy(Series other) {
    return new Series(
        IntStream.range(0, rounds.size())
            .mapToObj(round -> rounds.get(round) / other.rounds.get(round))
            .toList());
  }
}
