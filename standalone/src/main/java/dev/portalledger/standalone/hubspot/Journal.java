package dev.portalledger.standalone.hubspot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks journal: app lifecycle events, kept for three days, read by offset. Only what was
 * subscribed to before it happened is in it.
 */
record Journal(List<Subscription> subscriptions, List<Entry> entries, long written) {

  static final Journal EMPTY = new Journal(List.of(), List.of(), 0);

  static final Duration RETENTION = Duration.ofDays(3);

  Journal {
    subscriptions = List.copyOf(subscriptions);
    entries = List.copyOf(entries);
  }

  /** Subscribing twice is subscribing once. */
  Journal subscribed(Subscription subscription) {
    return subscribedTo(subscription.eventTypeId())
        ? this
        : new Journal(
            Stream.concat(subscriptions.stream(), Stream.of(subscription)).toList(),
            entries,
            written);
  }

  Journal wrote(Lifecycle what, long portalId, long userId, Instant now) {
    if (!subscribedTo(what.eventTypeId())) {
      return this;
    }
    var offset =
        UUID.nameUUIDFromBytes(("journal " + written).getBytes(StandardCharsets.UTF_8)).toString();
    var entry = new Entry(offset, now, what, portalId, userId);
    return new Journal(
        subscriptions, Stream.concat(entries.stream(), Stream.of(entry)).toList(), written + 1);
  }

  Journal withoutOld(Instant now) {
    var kept =
        entries.stream().filter(entry -> entry.publishedAt().plus(RETENTION).isAfter(now)).toList();
    return new Journal(subscriptions, kept, written);
  }

  Optional<Entry> earliest(@Nullable Long portalId) {
    return of(entries, portalId).findFirst();
  }

  Optional<Entry> latest(@Nullable Long portalId) {
    return of(entries.reversed(), portalId).findFirst();
  }

  Optional<Entry> after(Entry entry, @Nullable Long portalId) {
    return of(entries.subList(entries.indexOf(entry) + 1, entries.size()), portalId).findFirst();
  }

  Optional<Entry> at(String offset) {
    return entries.stream().filter(entry -> entry.offset().equals(offset)).findFirst();
  }

  private boolean subscribedTo(String eventTypeId) {
    return subscriptions.stream().anyMatch(each -> each.eventTypeId().equals(eventTypeId));
  }

  private static Stream<Entry> of(List<Entry> entries, @Nullable Long portalId) {
    return entries.stream().filter(entry -> portalId == null || entry.portalId() == portalId);
  }

  /** App-wide: no account is named. */
  record Subscription(String id, String eventTypeId, Instant since) {}

  /** One page of the journal holds one of these. */
  record Entry(String offset, Instant publishedAt, Lifecycle what, long portalId, long userId) {}

  /** The two app lifecycle events HubSpot has. */
  enum Lifecycle {
    APP_INSTALL("4-1909196"),
    APP_UNINSTALL("4-1916193");

    private final String eventTypeId;

    Lifecycle(String eventTypeId) {
      this.eventTypeId = eventTypeId;
    }

    String eventTypeId() {
      return eventTypeId;
    }

    static Optional<Lifecycle> of(@Nullable String eventTypeId) {
      return Stream.of(values()).filter(each -> each.eventTypeId.equals(eventTypeId)).findFirst();
    }
  }
}
