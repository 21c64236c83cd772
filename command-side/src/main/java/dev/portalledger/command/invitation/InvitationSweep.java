package dev.portalledger.command.invitation;

import dev.portalledger.command.gateway.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends invitations whose time is over. */
@Component
class InvitationSweep {

  private static final Logger log = LoggerFactory.getLogger(InvitationSweep.class);

  private final InvitationRows rows;
  private final Commands commands;

  InvitationSweep(InvitationRows rows, Commands commands) {
    this.rows = rows;
    this.commands = commands;
  }

  void sweep() {
    rows.overdue().forEach(this::end);
  }

  /** One that cannot be ended now is still there for the next sweep, and holds up no other. */
  private void end(Invitation invitation) {
    try {
      var _ = commands.send(new EndInvitation(invitation, null), Commands.SYSTEM);
    } catch (RuntimeException e) {
      log.error(
          "Invitation {} could not be ended ({})", invitation.id(), e.getClass().getSimpleName());
    }
  }
}
