package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one event of a portal changes in its row. */
sealed interface AccountChange {

  PortalConnectionEvent event();

  long version();

  default String organization() {
    return event().organizationId().value();
  }

  default long portal() {
    return event().portalId().value();
  }

  default Instant at() {
    return event().occurredAt();
  }

  record Granted(
      PortalConnectionEvent event,
      Cause cause,
      Grant grant,
      AttemptId attempt,
      SubjectId by,
      long version)
      implements AccountChange {}

  record Expired(PortalExpired event, long version) implements AccountChange {

    String cause() {
      return Cause.of(event.cause()).name();
    }
  }

  record Revoked(PortalRevoked event, long version) implements AccountChange {

    String cause() {
      return Cause.of(event.cause()).name();
    }

    @Nullable String by() {
      SubjectId by = event.by();
      return by == null ? null : by.value();
    }

    String upstream() {
      return UpstreamRevocation.after(event.cause()).name();
    }
  }

  record Confirmed(UpstreamRevocationConfirmed event, long version) implements AccountChange {}

  static AccountChange of(PortalConnectionEvent event, long version) {
    return switch (event) {
      case PortalConnected e ->
          new Granted(e, Cause.FIRST_GRANT, e.grant(), e.attemptId(), e.connectedBy(), version);
      case PortalReconnected e ->
          new Granted(e, Cause.NEW_GRANT, e.grant(), e.attemptId(), e.connectedBy(), version);
      case PortalExpired e -> new Expired(e, version);
      case PortalRevoked e -> new Revoked(e, version);
      case UpstreamRevocationConfirmed e -> new Confirmed(e, version);
    };
  }
}
