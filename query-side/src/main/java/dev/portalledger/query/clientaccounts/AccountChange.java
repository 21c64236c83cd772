package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
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

  /** The status that the row comes into; null if it keeps the one it has. */
  default @Nullable ConnectionStatus status() {
    return switch (this) {
      case Granted _ -> ConnectionStatus.CONNECTED;
      case Expired _ -> ConnectionStatus.EXPIRED;
      case Revoked _ -> ConnectionStatus.DISCONNECTED;
      case Answered _ -> null;
    };
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

    boolean uninstalls() {
      return event.extent() == RevocationExtent.GRANT_AND_APP;
    }

    String upstream() {
      return UpstreamRevocation.after(event.cause()).name();
    }
  }

  /** HubSpot answered about a grant that had ended; of the three answers one is not null. */
  record Answered(
      PortalConnectionEvent event,
      int generation,
      @Nullable UpstreamRevocation upstream,
      @Nullable UninstallAnswer uninstall,
      @Nullable ProbeResult probe,
      long version)
      implements AccountChange {

    static @Nullable String name(@Nullable Enum<?> answer) {
      return answer == null ? null : answer.name();
    }
  }

  static AccountChange of(PortalConnectionEvent event, long version) {
    return switch (event) {
      case PortalConnected e ->
          new Granted(e, Cause.FIRST_GRANT, e.grant(), e.attemptId(), e.connectedBy(), version);
      case PortalReconnected e ->
          new Granted(e, Cause.NEW_GRANT, e.grant(), e.attemptId(), e.connectedBy(), version);
      case PortalExpired e -> new Expired(e, version);
      case PortalRevoked e -> new Revoked(e, version);
      case UpstreamRevocationConfirmed e ->
          new Answered(e, e.generation(), UpstreamRevocation.CONFIRMED, null, null, version);
      case UpstreamRevocationFailed e ->
          new Answered(e, e.generation(), UpstreamRevocation.after(e.cause()), null, null, version);
      case AppUninstallAnswered e ->
          new Answered(e, e.generation(), null, e.answer(), null, version);
      case RevocationProbed e -> new Answered(e, e.generation(), null, null, e.result(), version);
    };
  }
}
