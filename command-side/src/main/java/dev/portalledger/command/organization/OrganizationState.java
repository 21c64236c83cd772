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
      implements OrganizationState {}

  static OrganizationState after(OrganizationState before, OrganizationEvent event) {
    return switch (event) {
      case OrganizationRegistered e -> new Registered(e.name(), e.plan(), e.features(), Set.of());
      case PlanChanged e -> {
        var o = registered(before);
        yield new Registered(o.name, e.plan(), o.features, o.held);
      }
      case FeaturesChanged e -> {
        var o = registered(before);
        yield new Registered(o.name, o.plan, e.features(), o.held);
      }
      case SeatTaken e -> {
        var o = registered(before);
        var held = Stream.concat(o.held.stream(), Stream.of(e.portalId()));
        yield new Registered(o.name, o.plan, o.features, held.collect(Collectors.toSet()));
      }
      case SeatReleased e -> {
        var o = registered(before);
        var held = o.held.stream().filter(portal -> !portal.equals(e.portalId()));
        yield new Registered(o.name, o.plan, o.features, held.collect(Collectors.toSet()));
      }
    };
  }

  private static Registered registered(OrganizationState state) {
    return switch (state) {
      case Registered registered -> registered;
      case NotRegistered() ->
          throw new IllegalStateException("history of an organization that was never registered");
    };
  }
}
