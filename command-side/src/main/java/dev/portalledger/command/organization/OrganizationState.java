package dev.portalledger.command.organization;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an organization remembers in order to decide the next command. */
sealed interface OrganizationState {

  record NotRegistered() implements OrganizationState {}

  record Registered(String name, Plan plan, List<Feature> features, Set<PortalId> held)
      implements OrganizationState {

    private Registered holding(Stream<PortalId> portals) {
      return new Registered(name, plan, features, portals.collect(Collectors.toUnmodifiableSet()));
    }
  }

  static OrganizationState after(OrganizationState before, OrganizationEvent event) {
    return switch (event) {
      case OrganizationRegistered e when before instanceof NotRegistered ->
          new Registered(e.name(), e.plan(), e.features(), Set.of());
      case PlanChanged e when before instanceof Registered o ->
          new Registered(o.name, e.plan(), o.features, o.held);
      case FeaturesChanged e when before instanceof Registered o ->
          new Registered(o.name, o.plan, e.features(), o.held);
      case SeatTaken e when before instanceof Registered o && !o.held.contains(e.portalId()) ->
          o.holding(Stream.concat(o.held.stream(), Stream.of(e.portalId())));
      case SeatReleased e when before instanceof Registered o && o.held.contains(e.portalId()) ->
          o.holding(o.held.stream().filter(portal -> !portal.equals(e.portalId())));
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
