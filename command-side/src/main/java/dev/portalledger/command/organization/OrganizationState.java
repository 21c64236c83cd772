package dev.portalledger.command.organization;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import java.util.List;

/** What an organization remembers in order to decide the next command. */
sealed interface OrganizationState {

  record NotRegistered() implements OrganizationState {}

  /**
   * An agency that is a tenant.
   *
   * @param held how many seats are held. Which portals hold them is told by the portals' own
   *     streams, each written in one append with this one; so this stays as small however many.
   */
  record Registered(
      OrganizationId organizationId, String name, Plan plan, List<Feature> features, int held)
      implements OrganizationState {

    private Registered holding(int seats) {
      return new Registered(organizationId, name, plan, features, seats);
    }
  }

  static OrganizationState after(OrganizationState before, OrganizationEvent event) {
    return switch (event) {
      case OrganizationRegistered e when before instanceof NotRegistered ->
          new Registered(e.organizationId(), e.name(), e.plan(), e.features(), 0);
      case PlanChanged e when before instanceof Registered o ->
          new Registered(o.organizationId, o.name, e.plan(), o.features, o.held);
      case FeaturesChanged e when before instanceof Registered o ->
          new Registered(o.organizationId, o.name, o.plan, e.features(), o.held);
      case SeatTaken e when before instanceof Registered o && e.seatsHeld() == o.held + 1 ->
          o.holding(e.seatsHeld());
      case SeatReleased e when before instanceof Registered o && e.seatsHeld() == o.held - 1 ->
          o.holding(e.seatsHeld());
      case OrganizationRegistered _,
          PlanChanged _,
          FeaturesChanged _,
          SeatTaken _,
          SeatReleased _ ->
          throw new IllegalStateException(
              event.getClass().getSimpleName()
                  + " cannot follow on "
                  + before.getClass().getSimpleName()
                  + " here");
    };
  }
}
