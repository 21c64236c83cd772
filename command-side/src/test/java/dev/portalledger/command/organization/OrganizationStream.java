package dev.portalledger.command.organization;

import dev.portalledger.events.organization.OrganizationEvent;
import java.util.List;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** An organization's stream in a test, to stand beside a portal's in one unit of work. */
public final class OrganizationStream {

  private final AggregateTestFixture<Organization> fixture =
      new AggregateTestFixture<>(Organization.class);

  /**
   * @param recording put around the fixture's store, to see what is recorded
   */
  public OrganizationStream(UnaryOperator<EventStore> recording) {
    fixture.registerRepository(
        EventSourcingRepository.builder(Organization.class)
            .eventStore(recording.apply(fixture.getEventStore()))
            .build());
  }

  public void given(List<OrganizationEvent> history) {
    fixture.given(history);
  }

  public Seats seats() {
    return new OrganizationSeats(fixture.getRepository());
  }
}
