package dev.portalledger.command.connection;

import dev.portalledger.command.connection.ConnectionState.Connected;
import dev.portalledger.command.connection.ConnectionState.Expired;
import dev.portalledger.command.connection.ConnectionState.Free;
import dev.portalledger.command.connection.Refusal.HeldByAnotherOrganization;
import dev.portalledger.command.connection.Refusal.OrganizationUnknown;
import dev.portalledger.command.connection.Refusal.PlanLimitReached;
import dev.portalledger.command.connection.Refusal.ScopesMissing;
import dev.portalledger.command.connection.Refusal.WrongPortal;
import dev.portalledger.command.connection.Ruling.Change;
import dev.portalledger.command.connection.Ruling.KnownAlready;
import dev.portalledger.command.connection.Ruling.Refuse;
import dev.portalledger.command.connection.Ruling.SeatChange;
import dev.portalledger.command.organization.Seats;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** Whether a fresh grant is taken (design §3, rules 1, 2, 5, 6, 7, 12). */
final class GrantRules {

  static Ruling decide(
      ReconnectPortal command, ConnectionState state, Seats.View seats, Instant now) {
    if (!command.portalId().equals(command.expectedPortal())) {
      return new Refuse(new WrongPortal(command.expectedPortal(), command.portalId()));
    }
    return decide(
        new ConnectPortal(
            command.organizationId(),
            command.portalId(),
            command.attemptId(),
            command.consent(),
            command.connectedBy()),
        state,
        seats,
        now);
  }

  static Ruling decide(
      ConnectPortal command, ConnectionState state, Seats.View seats, Instant now) {
    return switch (seats) {
      case Seats.View.Unknown() -> new Refuse(new OrganizationUnknown());
      case Seats.View.Known known -> decide(command, state, known, now);
    };
  }

  private static Ruling decide(
      ConnectPortal command, ConnectionState state, Seats.View.Known seats, Instant now) {
    if (state.history().knows(command.attemptId())) {
      return new KnownAlready();
    }
    if (!command.consent().missing().isEmpty()) {
      return new Refuse(new ScopesMissing(command.consent().missing()));
    }
    return switch (state) {
      case Free free -> takeFree(command, free, seats, now);
      case Connected c -> renewHeld(command, c.holder(), state, now);
      case Expired e -> renewHeld(command, e.holder(), state, now);
    };
  }

  private static Ruling takeFree(
      ConnectPortal command, Free free, Seats.View.Known seats, Instant now) {
    if (!seats.oneMoreFits()) {
      int limit = seats.plan().limit().orElseThrow();
      return new Refuse(new PlanLimitReached(seats.plan(), limit, seats.held()));
    }
    return free.history().wasLastHeldBy(command.organizationId())
        ? new Change(reconnected(command, free, now), SeatChange.TAKE)
        : new Change(connected(command, free, now), SeatChange.TAKE);
  }

  private static Ruling renewHeld(
      ConnectPortal command, OrganizationId holder, ConnectionState state, Instant now) {
    return holder.equals(command.organizationId())
        ? new Change(reconnected(command, state, now), SeatChange.NONE)
        : new Refuse(new HeldByAnotherOrganization());
  }

  private static PortalConnected connected(
      ConnectPortal command, ConnectionState state, Instant now) {
    return new PortalConnected(
        command.portalId(),
        command.organizationId(),
        command.consent().asGeneration(nextGeneration(command, state)),
        command.attemptId(),
        command.connectedBy(),
        now);
  }

  private static PortalReconnected reconnected(
      ConnectPortal command, ConnectionState state, Instant now) {
    return new PortalReconnected(
        command.portalId(),
        command.organizationId(),
        command.consent().asGeneration(nextGeneration(command, state)),
        command.attemptId(),
        command.connectedBy(),
        now);
  }

  private static int nextGeneration(ConnectPortal command, ConnectionState state) {
    return state.history().nextGeneration(command.organizationId());
  }

  private GrantRules() {}
}
