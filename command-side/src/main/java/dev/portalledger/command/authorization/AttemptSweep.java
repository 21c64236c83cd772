package dev.portalledger.command.authorization;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.events.authorization.FailureCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives every attempt its outcome in the end, also when nothing came back or a process died. */
@Component
class AttemptSweep {

  private static final Logger log = LoggerFactory.getLogger(AttemptSweep.class);

  private final Attempts attempts;
  private final AttemptSettings settings;
  private final Commands commands;

  AttemptSweep(Attempts attempts, AttemptSettings settings, Commands commands) {
    this.attempts = attempts;
    this.settings = settings;
    this.commands = commands;
  }

  void sweep() {
    attempts.abandoned().forEach(attempt -> end(attempt, new Outcome.Abandoned()));
    attempts
        .interrupted(settings.finishWithin())
        .forEach(attempt -> end(attempt, new Outcome.Failed(FailureCause.INTERRUPTED)));
  }

  /** One that cannot be ended now is still there for the next sweep, and holds up no other. */
  private void end(Attempt attempt, Outcome outcome) {
    try {
      var _ = commands.send(new EndAuthorization(attempt, outcome), Commands.SYSTEM);
    } catch (RuntimeException e) {
      log.error("Attempt {} could not be ended ({})", attempt.id(), e.getClass().getSimpleName());
    }
  }
}
