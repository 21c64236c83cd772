package dev.portalledger.command.hubspot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's webhooks journal: what happened to the app in all accounts, kept for three days, read
 * page by page. Never throws for anything HubSpot does; none may be called within a transaction.
 */
public interface Journal {

  /**
   * Asks HubSpot to write removals of the app into the journal from now on; harmless if repeated.
   */
  Subscribed subscribe();

  /**
   * The next page.
   *
   * @param offset where the page before ended; null for the earliest there is
   */
  Read after(@Nullable String offset);

  /** The app was removed from a portal. */
  record Removal(long portalId, Instant at) {}

  /** The outcome of subscribing. */
  sealed interface Subscribed {

    record Done() implements Subscribed {}

    record Failed(HubSpotFailure failure) implements Subscribed {}
  }

  /** The outcome of reading. */
  sealed interface Read {

    /**
     * A page.
     *
     * @param offset where it ends
     * @param removals what it says of removals; whatever else it holds is passed over
     */
    record Page(String offset, List<Removal> removals) implements Read {}

    /** Nothing new. */
    record Nothing() implements Read {}

    /** HubSpot no longer knows the offset. */
    record OffsetForgotten() implements Read {}

    record Failed(HubSpotFailure failure) implements Read {}
  }
}
