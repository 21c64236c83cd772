package dev.portalledger.command.removal;

import dev.portalledger.command.connection.Decision;
import dev.portalledger.command.connection.RevokeConnection;
import dev.portalledger.command.connection.Standing;
import dev.portalledger.command.connection.Standings;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Removes portals of one organization, each by a command of its own: one that is refused holds up
 * no other, and whatever was done stays done.
 */
@Component
class Removals {

  /** What became of one portal. */
  sealed interface Outcome {

    /** It is removed; of a trial, it would be. */
    record Removed(PortalId portal, @Nullable Long version) implements Outcome {}

    /** It was disconnected before: nothing is recorded. */
    record WasRemoved(PortalId portal) implements Outcome {}

    /** The organization has no such portal. */
    record Unknown(PortalId portal) implements Outcome {}
  }

  /** Whose portals are removed, why, by whom, and how far. */
  record Order(
      OrganizationId organization,
      RevocationCause cause,
      SubjectId by,
      RevocationExtent extent,
      boolean isTrial) {}

  private final Standings standings;
  private final Commands commands;

  Removals(Standings standings, Commands commands) {
    this.standings = standings;
    this.commands = commands;
  }

  Outcome remove(Order order, PortalId portal) {
    return switch (standings.of(order.organization(), portal)) {
      case Standing.Unknown() -> new Outcome.Unknown(portal);
      case Standing.Disconnected _ -> new Outcome.WasRemoved(portal);
      case Standing.Connected _, Standing.Expired _ ->
          new Outcome.Removed(portal, order.isTrial() ? null : send(order, portal));
    };
  }

  private long send(Order order, PortalId portal) {
    var command =
        new RevokeConnection(
            order.organization(), portal, order.cause(), order.by(), order.extent());
    return switch (commands.send(command, order.by())) {
      case Decision.Accepted(var version) -> version;
      case Decision.Refused(var refusal) ->
          throw new IllegalStateException("a portal that is held was not removed: " + refusal);
    };
  }
}
