package dev.portalledger.standalone.hubspot;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who called what: method and path template, never a parameter, a token or a secret. */
@Component
final class CallLog {

  private static final int KEPT = 1000;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Deque<Call> last = new ArrayDeque<>();

  synchronized void add(Call call) {
    counts.merge(call.endpoint(), 1, Integer::sum);
    last.addLast(call);
    if (last.size() > KEPT) {
      last.removeFirst();
    }
  }

  synchronized View view() {
    return new View(new TreeMap<>(counts), List.copyOf(last));
  }

  synchronized void forget() {
    counts.clear();
    last.clear();
  }

  /** How often each endpoint was called, and the last calls, oldest first. */
  record View(Map<String, Integer> counts, List<Call> calls) {}

  /**
   * One call.
   *
   * @param status 0 when the connection was dropped
   */
  record Call(Instant at, String endpoint, int status, @Nullable Long portal) {}
}
