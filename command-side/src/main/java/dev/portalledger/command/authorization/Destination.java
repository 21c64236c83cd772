package dev.portalledger.command.authorization;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;

/**
 * Where the browser goes after a callback: always one of ours, never something it brought along.
 */
sealed interface Destination {

  /** The portal's entry, which already shows this version. */
  record ClientAccounts(PortalId portal, long version) implements Destination {}

  /** What became of the attempt, why, and what to do. */
  record AttemptResult(AttemptId attempt) implements Destination {}

  /** The same for somebody who was invited and has no session here. */
  record VisitResult(AttemptId attempt) implements Destination {}

  record StateUnknown() implements Destination {}

  record OtherBrowser() implements Destination {}
}
