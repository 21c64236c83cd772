package dev.portalledger.query.disclosure;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What this node noted in the last minutes; the same need not be noted again. */
final class RecentReads {

  record Read(
      String account,
      OrganizationId organization,
      Disclosed what,
      @Nullable PortalId portal,
      String question) {}

  static final Duration SAME = Duration.ofMinutes(5);

  private static final int MOST = 10_000;

  private final Clock clock;
  private final LinkedHashMap<Read, Instant> noted = new LinkedHashMap<>();

  RecentReads(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean isNew(Read read) {
    var at = noted.get(read);
    return at == null || !at.plus(SAME).isAfter(clock.instant());
  }

  /** The oldest are forgotten when there are too many: they would be noted once more. */
  synchronized void add(Read read) {
    noted.remove(read);
    noted.put(read, clock.instant());
    if (noted.size() > MOST) {
      noted.pollFirstEntry();
    }
  }
}
