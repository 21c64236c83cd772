package dev.portalledger.command.erasure;

import dev.portalledger.command.erasure.ErasureDecision.Accepted;
import dev.portalledger.command.erasure.ErasureDecision.Refused;
import dev.portalledger.command.erasure.ErasureRuling.Change;
import dev.portalledger.command.erasure.ErasureRuling.KnownAlready;
import dev.portalledger.command.erasure.ErasureRuling.Refuse;
import dev.portalledger.command.gateway.Command;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.subject.PersonalData;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectEvent;
import dev.portalledger.events.subject.SubjectId;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/**
 * Reads the streams, lets the rules decide, records. What is destroyed is destroyed in the
 * transaction that records it; the streams' sequence numbers make sure that it is recorded once.
 */
@Component
class ErasureCommands {

  private final PersonalData people;
  private final ErasureStreams streams;
  private final OpenRequests open;
  private final Clock clock;

  ErasureCommands(PersonalData people, ErasureStreams streams, OpenRequests open, Clock clock) {
    this.people = people;
    this.streams = streams;
    this.open = open;
    this.clock = clock;
  }

  @CommandHandler
  ErasureDecision handle(RequestErasure command) {
    return inOne(
        command,
        command.subjectId(),
        command.by(),
        state -> ErasureRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  ErasureDecision handle(WithdrawErasure command) {
    return inOne(
        command,
        command.subjectId(),
        command.by(),
        state -> ErasureRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  ErasureDecision handle(ExpireErasure command) {
    return inOne(
        command,
        command.subjectId(),
        Commands.SYSTEM,
        state -> ErasureRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  ErasureDecision handle(PlaceLegalHold command) {
    return inOne(
        command,
        command.subjectId(),
        command.by(),
        state -> ErasureRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  ErasureDecision handle(LiftLegalHold command) {
    return inOne(
        command,
        command.subjectId(),
        command.by(),
        state -> ErasureRules.decide(command, state, clock.instant()));
  }

  /** The subject is locked first: from then on no other organization's ledger comes to name it. */
  @CommandHandler
  ErasureDecision handle(ConfirmErasure command) {
    var holders = people.holders(command.subjectId());
    if (!holders.contains(command.organizationId())) {
      return new Refused(new ErasureRefusal.UnknownSubject());
    }
    var all = holders.stream().map(holder -> streams.state(holder, command.subjectId())).toList();
    return switch (ErasureRules.decide(command, all, clock.instant())) {
      case Change(var events) -> erased(command, all, events);
      case KnownAlready() -> new Accepted(of(command.organizationId(), all));
      case Refuse(var refusal) -> new Refused(refusal);
    };
  }

  private Accepted erased(
      ConfirmErasure command, List<ErasureState> all, List<SubjectEvent> events) {
    var after =
        events.stream()
            .map(event -> streams.append(of(event.organizationId(), all), event, command.by()))
            .toList();
    people.destroy(command.subjectId());
    return new Accepted(of(command.organizationId(), after));
  }

  private ErasureDecision inOne(
      Command<?> command,
      SubjectId subject,
      SubjectId actor,
      Function<ErasureState, ErasureRuling> rules) {
    if (!people.isKnownTo(command.organizationId(), subject)) {
      return new Refused(new ErasureRefusal.UnknownSubject());
    }
    var state = streams.state(command.organizationId(), subject);
    return switch (rules.apply(state)) {
      case Change(var events) -> new Accepted(recorded(subject, actor, state, events));
      case KnownAlready() -> new Accepted(state);
      case Refuse(var refusal) -> new Refused(refusal);
    };
  }

  private ErasureState recorded(
      SubjectId subject, SubjectId actor, ErasureState before, List<SubjectEvent> events) {
    var state = before;
    for (var event : events) {
      state = streams.append(state, event, actor);
    }
    open.keep(subject, state);
    return state;
  }

  private static ErasureState of(OrganizationId organization, List<ErasureState> all) {
    return all.stream()
        .filter(state -> state.organization().equals(organization))
        .findFirst()
        .orElseThrow();
  }
}
