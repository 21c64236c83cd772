package dev.portalledger.command.hubspot;

import dev.portalledger.command.hubspot.Journal.Removal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a page of the journal; an entry of it that cannot be read is not one of ours. */
final class JournalPages {

  /** HubSpot's number for "the app was uninstalled". */
  static final String UNINSTALL = "4-1916193";

  /** Empty if this is no page at all: then nothing of it may be passed over. */
  static Optional<List<Removal>> removals(Json page) {
    return page.objects("journalEvents")
        .map(
            entries ->
                entries.stream()
                    .filter(JournalPages::tellsRemoval)
                    .flatMap(entry -> removal(entry).stream())
                    .toList());
  }

  private static boolean tellsRemoval(Json entry) {
    return entry.text("eventTypeId").filter(UNINSTALL::equals).isPresent()
        || entry.text("action").filter("APP_UNINSTALL"::equals).isPresent();
  }

  private static Optional<Removal> removal(Json entry) {
    var portal = entry.number("portalId");
    return portal.isPresent() && portal.getAsLong() > 0
        ? occurredAt(entry).map(at -> new Removal(portal.getAsLong(), at))
        : Optional.empty();
  }

  private static Optional<Instant> occurredAt(Json entry) {
    var millis = entry.number("occurredAt");
    try {
      return millis.isPresent()
          ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
          : entry.text("occurredAt").map(Instant::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private JournalPages() {}
}
