package dev.portalledger.eventstore.fitness;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked of a node, and what was found when it was asked last. */
public final class Checks {

  private static final Logger log = LoggerFactory.getLogger(Checks.class);

  private final List<Check> checks;
  private final Map<String, Verdict> last = new ConcurrentHashMap<>();

  public Checks(Check... checks) {
    this.checks = List.of(checks);
  }

  /** Before anything starts: a node that would do harm does not. */
  public void askFirst() {
    ask();
    if (isHarmful()) {
      throw new NodeUnfit(harmful());
    }
  }

  public void ask() {
    checks.forEach(this::ask);
  }

  /** What cannot be told any more stays as it was found. */
  private void ask(Check check) {
    var now = verdict(check);
    var before = last.getOrDefault(check.name(), new Verdict.Fit());
    if (!now.equals(before)
        && !(now instanceof Verdict.Unknown && before instanceof Verdict.Unfit)) {
      tell(check.name(), now);
      last.put(check.name(), now);
    }
  }

  private static Verdict verdict(Check check) {
    try {
      return check.ask();
    } catch (RuntimeException e) {
      return new Verdict.Unknown("it cannot be told (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static void tell(String name, Verdict verdict) {
    switch (verdict) {
      case Verdict.Fit() -> log.info("{}: all is well again", name);
      case Verdict.Unknown(var why) -> log.warn("{}: {}", name, why);
      case Verdict.Unfit(var what, var whatToDo) ->
          log.error("{}: {}. This node is not ready. {}", name, what, whatToDo);
    }
  }

  /** Whether it would do harm by working on. */
  public boolean isHarmful() {
    return !harmful().isEmpty();
  }

  private List<Verdict.Unfit> harmful() {
    return checks.stream()
        .filter(Check::guardsFromHarm)
        .map(check -> last.get(check.name()))
        .filter(Verdict.Unfit.class::isInstance)
        .map(Verdict.Unfit.class::cast)
        .toList();
  }

  public boolean isFit() {
    return last.values().stream().noneMatch(Verdict.Unfit.class::isInstance);
  }

  /** For the health details; of what was never otherwise than fit nothing is said. */
  public Map<String, String> found() {
    return last.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, found -> found.getValue().toString()));
  }
}
