package dev.portalledger.query.campaigns;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Portals that were asked to be reconnected together.
 *
 * @param requestedBy subject who asked
 */
record Campaign(
    String campaignId,
    String requestedBy,
    Instant requestedAt,
    int portals,
    int open,
    int reconnected,
    int refused) {

  /** How far it has come, and with which portals. */
  record Detailed(Campaign campaign, List<Item> items) {}

  /**
   * One portal.
   *
   * @param attempt that was refused; null unless one was
   */
  record Item(long portalId, @Nullable String hubDomain, State state, @Nullable String attempt) {

    public String name() {
      return hubDomain == null ? "Portal " + portalId : hubDomain;
    }
  }

  /** What became of a portal since it was asked for. */
  enum State {
    /** Nobody has, or nothing came of it yet. */
    OPEN,
    RECONNECTED,
    /** The last try was refused; the next may succeed. */
    REFUSED;

    public String text() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    public String style() {
      return switch (this) {
        case OPEN -> "started";
        case RECONNECTED -> "succeeded";
        case REFUSED -> "refused";
      };
    }
  }
}
