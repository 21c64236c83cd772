package dev.portalledger.query.campaigns;

import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalReconnected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of a portal.
 *
 * @param reconnectedAt null if it was not
 * @param refusedAt null if it was not
 * @param attempt that was refused; null if none was
 */
record Outcome(
    String organization,
    long portal,
    @Nullable String hubDomain,
    @Nullable Instant reconnectedAt,
    @Nullable Instant refusedAt,
    @Nullable String attempt) {

  static Outcome of(PortalConnected event) {
    return granted(
        event.organizationId().value(),
        event.portalId().value(),
        event.grant().hubDomain(),
        event.occurredAt());
  }

  static Outcome of(PortalReconnected event) {
    return granted(
        event.organizationId().value(),
        event.portalId().value(),
        event.grant().hubDomain(),
        event.occurredAt());
  }

  /** Of the portal that was meant, whichever was picked. */
  static Outcome of(AuthorizationRefused event) {
    var meant = event.expectedPortal() == null ? event.portalId() : event.expectedPortal();
    return new Outcome(
        event.organizationId().value(),
        meant.value(),
        null,
        null,
        event.occurredAt(),
        event.attemptId().value());
  }

  private static Outcome granted(
      String organization, long portal, @Nullable String hubDomain, Instant at) {
    return new Outcome(organization, portal, hubDomain, at, null, null);
  }
}
