package dev.portalledger.eventstore;

import java.util.List;

/** The database is one on which recorded events would not be safe or not be read in order. */
public final class DatabaseUnfit extends RuntimeException {

  DatabaseUnfit(List<String> problems) {
    super("The database cannot hold the events: " + String.join("; ", problems) + ".");
  }
}
