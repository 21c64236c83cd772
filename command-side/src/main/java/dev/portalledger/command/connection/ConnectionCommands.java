package dev.portalledger.command.connection;

import dev.portalledger.command.connection.Decision.Accepted;
import dev.portalledger.command.connection.Decision.Refused;
import dev.portalledger.command.connection.Ruling.Change;
import dev.portalledger.command.connection.Ruling.KnownAlready;
import dev.portalledger.command.connection.Ruling.Refuse;
import dev.portalledger.command.organization.Seats;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalId;
import java.time.Clock;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Loads organization and portal in one unit of work, lets the rules decide, records. The
 * organization always comes first: one lock order everywhere.
 */
@Component
class ConnectionCommands {

  private final Repository<PortalConnection> portals;
  private final Seats seats;
  private final Custody custody;
  private final Clock clock;

  ConnectionCommands(
      Repository<PortalConnection> portals, Seats seats, Custody custody, Clock clock) {
    this.portals = portals;
    this.seats = seats;
    this.custody = custody;
    this.clock = clock;
  }

  @CommandHandler
  Decision handle(ConnectPortal command) throws Exception {
    var view = seats.view(command.organizationId());
    return record(
        command.portalId(), state -> GrantRules.decide(command, state, view, clock.instant()));
  }

  @CommandHandler
  Decision handle(ReconnectPortal command) throws Exception {
    var view = seats.view(command.organizationId());
    return record(
        command.portalId(), state -> GrantRules.decide(command, state, view, clock.instant()));
  }

  @CommandHandler
  Decision handle(RevokeConnection command) throws Exception {
    var _ = seats.view(command.organizationId());
    var residual = custody.accessEndsAt(command.organizationId(), command.portalId());
    return record(
        command.portalId(), state -> EndingRules.decide(command, state, residual, clock.instant()));
  }

  @CommandHandler
  Decision handle(RevokeGrant command) throws Exception {
    var _ = seats.view(command.organizationId());
    var residual = custody.accessEndsAt(command.organizationId(), command.portalId());
    return record(
        command.portalId(), state -> EndingRules.decide(command, state, residual, clock.instant()));
  }

  @CommandHandler
  Decision handle(ExpireConnection command) throws Exception {
    return record(
        command.portalId(),
        state ->
            isOvertaken(command)
                ? new KnownAlready()
                : EndingRules.decide(command, state, clock.instant()));
  }

  private boolean isOvertaken(ExpireConnection command) {
    var version = command.credentialVersion();
    return version != null
        && !custody.restsOn(command.organizationId(), command.portalId(), version);
  }

  @CommandHandler
  Decision handle(ConfirmUpstreamRevocation command) throws Exception {
    return record(command.portalId(), state -> EndingRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  Decision handle(FailUpstreamRevocation command) throws Exception {
    return record(command.portalId(), state -> EndingRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  Decision handle(AnswerAppUninstall command) throws Exception {
    return record(command.portalId(), state -> EndingRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  Decision handle(RecordRevocationProbe command) throws Exception {
    return record(command.portalId(), state -> EndingRules.decide(command, state, clock.instant()));
  }

  private Decision record(PortalId id, Function<ConnectionState, Ruling> rules) throws Exception {
    var portal = portals.loadOrCreate(id.stream(), PortalConnection::new);
    return switch (rules.apply(portal.invoke(PortalConnection::state))) {
      case Change(var event, var seat) -> new Accepted(record(portal, event, seat));
      case KnownAlready() -> new Accepted(portal.version());
      case Refuse(var refusal) -> new Refused(refusal);
    };
  }

  private long record(
      Aggregate<PortalConnection> portal, PortalConnectionEvent event, Ruling.SeatChange seat) {
    switch (seat) {
      case TAKE -> seats.take(event.organizationId(), event.portalId(), event.occurredAt());
      case RELEASE -> seats.release(event.organizationId(), event.portalId(), event.occurredAt());
      case NONE -> {}
    }
    portal.execute(p -> p.record(event));
    custody.follow(event, portal.version());
    return portal.version();
  }
}
