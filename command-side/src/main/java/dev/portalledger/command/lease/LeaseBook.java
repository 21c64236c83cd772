package dev.portalledger.command.lease;

import dev.portalledger.command.gateway.Origin;
import dev.portalledger.command.vault.Held;
import dev.portalledger.command.vault.Turns;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.LeaseId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * Records leases. In one transaction, shared by all who ask at the same time, the credential is
 * held still, the key is used and the event is stored; the token is told after the commit. So a
 * lease of a connection that ends at the same moment comes before its end, or not at all.
 */
@Component
class LeaseBook implements DisposableBean {

  private static final String TYPE = "Lease";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Turns turns;
  private final GrantedScopes scopes;
  private final KeyRows keys;
  private final PassRows passes;
  private final EventStore events;
  private final TransactionManager transactions;
  private final LeaseSettings settings;
  private final IdGenerator ids;
  private final Clock clock;
  private final GroupCommit<Entry, Leased> together;

  private record Entry(Wanted wanted, Duration shortestLife) {}

  LeaseBook(
      Turns turns,
      GrantedScopes scopes,
      KeyRows keys,
      PassRows passes,
      EventStore events,
      TransactionManager transactions,
      LeaseSettings settings,
      IdGenerator ids,
      Clock clock) {
    this.turns = turns;
    this.scopes = scopes;
    this.keys = keys;
    this.passes = passes;
    this.events = events;
    this.transactions = transactions;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
    this.together = new GroupCommit<>("leases", this::commit);
  }

  Leased record(Wanted wanted, Duration shortestLife) {
    return together.submit(new Entry(wanted, shortestLife), PATIENCE);
  }

  private List<Leased> commit(List<Entry> entries) {
    var unit = DefaultUnitOfWork.startAndGet(null);
    unit.attachTransaction(transactions);
    var result = unit.executeWithResult(() -> decide(entries));
    if (result.isExceptional()) {
      throw result.exceptionResult() instanceof RuntimeException e
          ? e
          : new IllegalStateException(result.exceptionResult());
    }
    return result.getPayload();
  }

  private List<Leased> decide(List<Entry> entries) {
    var portals = entries.stream().map(entry -> entry.wanted().portal());
    var held = turns.heldStill(portals.collect(Collectors.toSet()));
    var drafts = entries.stream().map(entry -> draft(entry, held)).toList();
    var fresh = keys.use(open(drafts));
    var answers = new ArrayList<Leased>();
    var granted = new ArrayList<Draft.Open>();
    for (Draft draft : drafts) {
      switch (draft) {
        case Draft.Closed(var answer) -> answers.add(answer);
        case Draft.Open open when fresh.contains(open.id()) -> {
          granted.add(open);
          answers.add(open.granted());
        }
        case Draft.Open open -> answers.add(earlier(open.wanted()));
      }
    }
    record(granted);
    return answers;
  }

  private Draft draft(Entry entry, Map<PortalId, Held> all) {
    var wanted = entry.wanted();
    var held = all.get(wanted.portal());
    if (held == null || !held.organization().equals(wanted.organization())) {
      return new Draft.Closed(new Leased.NotHeld());
    }
    if (!held.livesFor(entry.shortestLife())) {
      return new Draft.Closed(new Leased.TooShort());
    }
    var id = new LeaseId(ids.generateId().toString());
    return scopes
        .of(wanted.organization(), wanted.portal(), held.generation())
        .<Draft>map(granted -> Draft.Open.of(id, wanted, held, granted, settings.passLife()))
        .orElseGet(() -> new Draft.Closed(new Leased.NotHeld()));
  }

  private static List<KeyRows.Use> open(List<Draft> drafts) {
    return drafts.stream()
        .filter(Draft.Open.class::isInstance)
        .map(Draft.Open.class::cast)
        .map(open -> new KeyRows.Use(open.wanted().key(), open.id()))
        .toList();
  }

  private Leased earlier(Wanted wanted) {
    var earlier = keys.earlier(wanted.key());
    return earlier.fingerprint().equals(wanted.key().fingerprint())
        ? new Leased.GrantedBefore(earlier.lease())
        : new Leased.OtherRequest();
  }

  private void record(List<Draft.Open> granted) {
    passes.insert(
        granted.stream()
            .filter(open -> open.wanted().passThroughOnly())
            .map(Draft.Open::issued)
            .toList(),
        settings.passLife());
    var now = clock.instant();
    events.publish(granted.stream().map(open -> message(open, now)).toList());
  }

  private static EventMessage<?> message(Draft.Open open, Instant now) {
    return new GenericDomainEventMessage<>(
        TYPE,
        open.id().stream(),
        0,
        open.event(now),
        Origin.of(open.wanted().organization(), open.wanted().leasedTo()));
  }

  @Override
  public void destroy() {
    together.close();
  }
}
