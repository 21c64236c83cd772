package dev.portalledger.command.erasure;

import dev.portalledger.command.erasure.ErasureDecision.Refused;
import dev.portalledger.command.erasure.OpenRequests.OpenRequest;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.Operator;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.SubjectId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What pages and programs share when personal data is to be erased or held. */
@Component
class Erasures {

  private static final Logger log = LoggerFactory.getLogger(Erasures.class);

  private static final int MOST_SHOWN = 500;

  private final OpenRequests open;
  private final Commands commands;
  private final Clock clock;

  Erasures(OpenRequests open, Commands commands, Clock clock) {
    this.open = open;
    this.commands = commands;
    this.clock = clock;
  }

  ErasureDecision request(
      Actor actor, SubjectId subject, ErasureReason reason, @Nullable String reference) {
    return commands.send(
        new RequestErasure(actor.organization(), subject, reason, reference, actor.subject()),
        actor.subject());
  }

  ErasureDecision withdraw(Actor actor, SubjectId subject) {
    return commands.send(
        new WithdrawErasure(actor.organization(), subject, actor.subject()), actor.subject());
  }

  ErasureDecision confirm(Actor actor, SubjectId subject) {
    return commands.send(
        new ConfirmErasure(actor.organization(), subject, actor.subject(), false), actor.subject());
  }

  /** An operator confirms what waits; where nothing does, nothing is said of the subject. */
  ErasureDecision confirm(Operator operator, SubjectId subject) {
    return open.firstToAsk(subject)
        .map(
            organization ->
                commands.send(
                    new ConfirmErasure(organization, subject, operator.subject(), true),
                    operator.subject()))
        .orElseGet(() -> new Refused(new ErasureRefusal.NothingWaits()));
  }

  ErasureDecision hold(
      Actor actor, SubjectId subject, HoldReason reason, @Nullable String reference) {
    return commands.send(
        new PlaceLegalHold(actor.organization(), subject, reason, reference, actor.subject()),
        actor.subject());
  }

  ErasureDecision lift(Actor actor, SubjectId subject) {
    return commands.send(
        new LiftLegalHold(actor.organization(), subject, actor.subject()), actor.subject());
  }

  /** What waits for a second person, anywhere. */
  List<OpenRequest> open() {
    return open.oldest(MOST_SHOWN);
  }

  /** One that cannot be ended now is still there for the next time, and holds up no other. */
  void expire() {
    for (var overdue : open.overdue(clock.instant())) {
      try {
        var _ =
            commands.send(
                new ExpireErasure(
                    new OrganizationId(overdue.organizationId()),
                    new SubjectId(overdue.subjectId())),
                Commands.SYSTEM);
      } catch (RuntimeException e) {
        log.error(
            "The request to erase subject {} could not be ended ({})",
            overdue.subjectId(),
            e.getClass().getSimpleName());
      }
    }
  }
}
