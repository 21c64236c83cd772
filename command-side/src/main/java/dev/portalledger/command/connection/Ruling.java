package dev.portalledger.command.connection;

import dev.portalledger.events.connection.PortalConnectionEvent;

/** What the rules say to a command. */
sealed interface Ruling {

  /** The fact is known already: record nothing. */
  record KnownAlready() implements Ruling {}

  record Change(PortalConnectionEvent event, SeatChange seat) implements Ruling {}

  record Refuse(Refusal refusal) implements Ruling {}

  /** What becomes of the organization's seat together with the event. */
  enum SeatChange {
    NONE,
    TAKE,
    RELEASE
  }
}
