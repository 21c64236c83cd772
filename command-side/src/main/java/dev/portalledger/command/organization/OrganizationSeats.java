package dev.portalledger.command.organization;

import dev.portalledger.command.organization.OrganizationState.NotRegistered;
import dev.portalledger.command.organization.OrganizationState.Registered;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Seats as the {@link Organization} aggregate keeps them. */
@Component
class OrganizationSeats implements Seats {

  private final Repository<Organization> organizations;

  OrganizationSeats(Repository<Organization> organizations) {
    this.organizations = organizations;
  }

  @Override
  public View view(OrganizationId organization) {
    try {
      return switch (organizations.load(organization.stream()).invoke(Organization::state)) {
        case NotRegistered() -> new View.Unknown();
        case Registered o -> new View.Known(o.plan(), o.held(), o.features());
      };
    } catch (AggregateNotFoundException _) {
      return new View.Unknown();
    }
  }

  @Override
  public void take(OrganizationId organization, PortalId portal, Instant now) {
    var aggregate = organizations.load(organization.stream());
    record(aggregate, new SeatTaken(organization, portal, held(aggregate) + 1, now));
  }

  @Override
  public void release(OrganizationId organization, PortalId portal, Instant now) {
    var aggregate = organizations.load(organization.stream());
    record(aggregate, new SeatReleased(organization, portal, held(aggregate) - 1, now));
  }

  private static int held(Aggregate<Organization> aggregate) {
    return switch (aggregate.invoke(Organization::state)) {
      case NotRegistered() -> throw new IllegalStateException("seats of an unknown organization");
      case Registered o -> o.held();
    };
  }

  private static void record(Aggregate<Organization> aggregate, OrganizationEvent event) {
    aggregate.execute(o -> o.record(List.of(event)));
  }
}
