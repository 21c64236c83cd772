package dev.portalledger.command.connection;

import dev.portalledger.command.connection.ConnectionState.Connected;
import dev.portalledger.command.connection.ConnectionState.Expired;
import dev.portalledger.command.connection.ConnectionState.Free;
import dev.portalledger.command.connection.Refusal.NeverConnected;
import dev.portalledger.command.connection.Ruling.Change;
import dev.portalledger.command.connection.Ruling.KnownAlready;
import dev.portalledger.command.connection.Ruling.Refuse;
import dev.portalledger.command.connection.Ruling.SeatChange;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** What ends a connection (design §3, rules 1, 8, 9, 12). */
final class EndingRules {

  static Ruling decide(ExpireConnection command, ConnectionState state, Instant now) {
    return switch (state) {
      case Connected c when c.isHeldBy(command.organizationId(), command.generation()) ->
          new Change(expired(command, now), SeatChange.NONE);
      // Evidence against a grant that was replaced or ended since says nothing about today's.
      case Connected _, Expired _, Free _ -> knownOrNever(command.organizationId(), state);
    };
  }

  static Ruling decide(RevokeConnection command, ConnectionState state, Instant now) {
    return switch (state) {
      case Connected c when c.holder().equals(command.organizationId()) ->
          new Change(revoked(command, c.generation(), now), SeatChange.RELEASE);
      case Expired e when e.holder().equals(command.organizationId()) ->
          new Change(revoked(command, e.generation(), now), SeatChange.RELEASE);
      case Connected _, Expired _, Free _ -> knownOrNever(command.organizationId(), state);
    };
  }

  /** Evidence against a grant that was replaced since says nothing about today's. */
  static Ruling decide(RevokeGrant command, ConnectionState state, Instant now) {
    return state.isHeldBy(command.organizationId(), command.generation())
        ? decide(command.revocation(), state, now)
        : knownOrNever(command.organizationId(), state);
  }

  static Ruling decide(ConfirmUpstreamRevocation command, ConnectionState state, Instant now) {
    var awaited =
        state.history().awaitsConfirmation(command.organizationId(), command.generation());
    return awaited
        ? new Change(
            new UpstreamRevocationConfirmed(
                command.portalId(), command.organizationId(), command.generation(), now),
            SeatChange.NONE)
        : knownOrNever(command.organizationId(), state);
  }

  private static Ruling knownOrNever(OrganizationId organization, ConnectionState state) {
    return state.history().wasHeldBy(organization)
        ? new KnownAlready()
        : new Refuse(new NeverConnected());
  }

  private static PortalExpired expired(ExpireConnection command, Instant now) {
    return new PortalExpired(
        command.portalId(), command.organizationId(), command.generation(), command.cause(), now);
  }

  private static PortalRevoked revoked(RevokeConnection command, int generation, Instant now) {
    return new PortalRevoked(
        command.portalId(),
        command.organizationId(),
        generation,
        command.cause(),
        command.by(),
        now);
  }

  private EndingRules() {}
}
