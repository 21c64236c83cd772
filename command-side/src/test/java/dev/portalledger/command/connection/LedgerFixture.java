package dev.portalledger.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.connection.Decision.Accepted;
import dev.portalledger.command.connection.Decision.Refused;
import dev.portalledger.command.connection.RecordingCustody.Followed;
import dev.portalledger.command.gateway.Command;
import dev.portalledger.command.organization.OrganizationStream;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;

/**
 * A portal and the organization that commands it, each in a fixture of Axon, in one unit of work.
 * History is given as one story; what other organizations did to their own seats is left out of it.
 */
final class LedgerFixture {

  private final Journal journal = new Journal();
  private final RecordingCustody custody = new RecordingCustody();
  private final AggregateTestFixture<PortalConnection> portal =
      new AggregateTestFixture<>(PortalConnection.class);
  private final OrganizationStream organization = new OrganizationStream(journal::before);
  private List<Object> history = List.of();

  LedgerFixture() {
    var repository =
        EventSourcingRepository.builder(PortalConnection.class)
            .eventStore(journal.before(portal.getEventStore()))
            .build();
    portal.registerRepository(repository);
    portal.registerAnnotatedCommandHandler(
        new ConnectionCommands(
            portal.getRepository(),
            organization.seats(),
            custody,
            Clock.fixed(Histories.NOW, ZoneOffset.UTC)));
  }

  LedgerFixture given(Object... events) {
    history = List.of(events);
    return this;
  }

  LedgerFixture andSecretsCannotBeKept() {
    custody.breakDown();
    return this;
  }

  LedgerFixture andTheTokensAreOfVersion(long version) {
    custody.holds(version);
    return this;
  }

  Outcome when(Command<Decision> command) {
    organization.given(organizationEvents(history, command.organizationId()).toList());
    return new Outcome(portal.given(portalEvents(history).toList()).when(command));
  }

  private static Stream<PortalConnectionEvent> portalEvents(List<?> events) {
    return events.stream()
        .filter(PortalConnectionEvent.class::isInstance)
        .map(PortalConnectionEvent.class::cast);
  }

  private static Stream<OrganizationEvent> organizationEvents(
      List<?> events, OrganizationId organization) {
    return events.stream()
        .filter(OrganizationEvent.class::isInstance)
        .map(OrganizationEvent.class::cast)
        .filter(event -> event.organizationId().equals(organization));
  }

  /** What a command left behind: in both streams, in custody, and with its sender. */
  final class Outcome {

    private final ResultValidator<PortalConnection> result;

    private Outcome(ResultValidator<PortalConnection> result) {
      this.result = result;
    }

    /** These events of both streams, whole and in this order, and nothing else. */
    void expectEvents(Object... events) {
      result.expectSuccessfulHandlerExecution();
      assertThat(journal.recorded()).containsExactly(events);
      var ofPortal = portalEvents(List.of(events)).toList();
      result.expectEvents(ofPortal.toArray());
      assertThat(ofPortal).as("one event of the portal").hasSize(1);
      result.expectResultMessagePayload(new Accepted(versionBefore() + 1));
      assertThat(custody.followed())
          .containsExactly(new Followed(ofPortal.getFirst(), versionBefore() + 1));
    }

    void expectRefusal(Refusal refusal) {
      result.expectSuccessfulHandlerExecution();
      result.expectResultMessagePayload(new Refused(refusal));
      expectNoTrace();
    }

    /** Accepted as known already, at the version the portal has. */
    void expectNothing() {
      result.expectSuccessfulHandlerExecution();
      result.expectResultMessagePayload(new Accepted(versionBefore()));
      expectNoTrace();
    }

    void expectFailure(Class<? extends Throwable> failure) {
      result.expectException(failure);
      expectNoTrace();
    }

    void expectLoaded(String... streams) {
      assertThat(journal.loaded()).containsExactly(streams);
    }

    private void expectNoTrace() {
      result.expectNoEvents();
      assertThat(journal.recorded()).isEmpty();
      assertThat(custody.followed()).isEmpty();
    }

    private long versionBefore() {
      return portalEvents(history).count() - 1;
    }
  }
}
