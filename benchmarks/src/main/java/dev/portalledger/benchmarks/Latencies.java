package dev.portalledger.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Contenders whose figure is how long a thing takes: p99 in turns, with p50 beside it. */
final class Latencies {

  /** What is timed. */
  interface Measurement {
    Load.Outcome outcome() throws Exception;
  }

  private final Map<String, Contender> contenders = new LinkedHashMap<>();
  private final Map<String, List<Double>> p50 = new LinkedHashMap<>();
  private Map<String, Series> p99 = Map.of();

  void add(String name, Measurement measurement) {
    contenders.put(
        name,
        () -> {
          var outcome = measurement.outcome();
          p50.computeIfAbsent(name, _ -> new ArrayList<>()).add(outcome.millis(50));
          return outcome.millis(99);
        });
  }

  /** After each had one turn that does not count, for the compiler. */
  void alternate(Rounds rounds) throws Exception {
    for (var contender : contenders.values()) {
      var _ = contender.measure();
    }
    p50.clear();
    p99 = rounds.alternate(contenders);
  }

  List<String> names() {
    return List.copyOf(contenders.keySet());
  }

  Series p50(String name) {
    return new Series(Objects.requireNonNull(p50.get(name), name));
  }

  Series p99(String name) {
    return Objects.requireNonNull(p99.get(name), name);
  }
}
