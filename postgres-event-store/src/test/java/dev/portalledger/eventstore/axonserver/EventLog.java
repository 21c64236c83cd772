package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The events; an event's place in the list is its token. */
final class EventLog {

  private final List<Event> events = new ArrayList<>();
  private final Map<String, Long> lastSequences = new HashMap<>();
  private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
  private boolean open;

  /** Whole or not at all; readers see all of it or nothing. */
  void append(List<Event> more) {
    synchronized (this) {
      if (!open) {
        throw Status.UNAVAILABLE.withDescription("the server stops").asRuntimeException();
      }
      lastSequences.putAll(lastSequencesWith(more));
      events.addAll(more);
    }
    readers.forEach(Runnable::run);
  }

  private Map<String, Long> lastSequencesWith(List<Event> more) {
    var last = new HashMap<String, Long>();
    for (var event : more) {
      if (isOfAnAggregate(event)) {
        String aggregate = event.getAggregateIdentifier();
        long expected = last.getOrDefault(aggregate, lastSequence(aggregate)) + 1;
        if (event.getAggregateSequenceNumber() != expected) {
          throw invalidSequence(event, expected);
        }
        last.put(aggregate, expected);
      }
    }
    return last;
  }

  /**
   * As a real server tells: by the type, since an event of no aggregate may have any identifier.
   */
  private static boolean isOfAnAggregate(Event event) {
    return !event.getAggregateType().isEmpty();
  }

  private static RuntimeException invalidSequence(Event event, long expected) {
    return Refusals.of(
        Status.OUT_OF_RANGE,
        "AXONIQ-2000",
        "Invalid sequence number %d for aggregate %s, expected %d"
            .formatted(
                event.getAggregateSequenceNumber(), event.getAggregateIdentifier(), expected));
  }

  synchronized List<Event> all() {
    return List.copyOf(events);
  }

  /**
   * Of one aggregate, in order.
   *
   * @param end its first sequence number that is not wanted; 0 for none
   */
  synchronized List<Event> ofAggregate(String aggregate, long begin, long end) {
    return events.stream()
        .filter(EventLog::isOfAnAggregate)
        .filter(event -> event.getAggregateIdentifier().equals(aggregate))
        .filter(event -> event.getAggregateSequenceNumber() >= begin)
        .filter(event -> end == 0 || event.getAggregateSequenceNumber() < end)
        .toList();
  }

  synchronized long lastSequence(String aggregate) {
    return lastSequences.getOrDefault(aggregate, -1L);
  }

  /** Behind the newest event. */
  synchronized long end() {
    return events.size();
  }

  synchronized Event at(long token) {
    return events.get(Math.toIntExact(token));
  }

  /** The first event that is not older; the end if all are. */
  synchronized long firstSince(long timestamp) {
    int token = 0;
    while (token < events.size() && events.get(token).getTimestamp() < timestamp) {
      token++;
    }
    return token;
  }

  /** Is called after each append. */
  void addReader(Runnable reader) {
    readers.add(reader);
  }

  void removeReader(Runnable reader) {
    readers.remove(reader);
  }

  synchronized void open() {
    open = true;
  }

  /** Nothing is stored from here on. */
  synchronized void close() {
    open = false;
  }

  synchronized void forget(long tokensFrom) {
    events.subList(Math.toIntExact(tokensFrom), events.size()).clear();
    lastSequences.clear();
    for (var event : events) {
      if (isOfAnAggregate(event)) {
        lastSequences.put(event.getAggregateIdentifier(), event.getAggregateSequenceNumber());
      }
    }
  }
}
