package dev.portalledger.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures contenders in turns (A B C, A B C, …), so that whatever changes on the machine meanwhile
 * changes for all of them.
 */
record Rounds(int count) {

  Map<String, Series> alternate(Map<String, Contender> contenders) throws Exception {
    var figures = new LinkedHashMap<String, List<Double>>();
    for (int round = 1; round <= count; round++) {
      for (var contender : contenders.entrySet()) {
        double figure = contender.getValue().measure();
        figures.computeIfAbsent(contender.getKey(), _ -> new ArrayList<>()).add(figure);
        Progress.say(
            "  round %d of %d  %-45s %,.2f".formatted(round, count, contender.getKey(), figure));
      }
    }
    var result = new LinkedHashMap<String, Series>();
    figures.forEach((name, rounds) -> result.put(name, new Series(rounds)));
    return result;
  }
}
