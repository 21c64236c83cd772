package dev.portalledger.command.organization;

import static dev.portalledger.command.organization.OrganizationDecision.accepted;

import dev.portalledger.command.organization.OrganizationDecision.Refused;
import dev.portalledger.command.organization.OrganizationState.NotRegistered;
import dev.portalledger.command.organization.OrganizationState.Registered;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.PlanChanged;
import java.time.Instant;

/** The rules of plans and features (design §3, rules 2 and 3). */
final class OrganizationRules {

  static OrganizationDecision decide(
      RegisterOrganization command, OrganizationState state, Instant now) {
    return switch (state) {
      case NotRegistered() ->
          accepted(
              new OrganizationRegistered(
                  command.organizationId(),
                  command.name(),
                  command.plan(),
                  command.features(),
                  now));
      case Registered o when o.name().equals(command.name()) -> accepted();
      case Registered o -> new Refused(new OrganizationRefusal.AlreadyRegistered(o.name()));
    };
  }

  static OrganizationDecision decide(ChangePlan command, OrganizationState state, Instant now) {
    return switch (state) {
      case NotRegistered() -> new Refused(new OrganizationRefusal.NotRegistered());
      case Registered o when o.plan() == command.plan() -> accepted();
      case Registered o when !command.plan().allows(o.held()) ->
          new Refused(tooSmall(command, o.held()));
      case Registered _ -> accepted(new PlanChanged(command.organizationId(), command.plan(), now));
    };
  }

  static OrganizationDecision decide(ChangeFeatures command, OrganizationState state, Instant now) {
    return switch (state) {
      case NotRegistered() -> new Refused(new OrganizationRefusal.NotRegistered());
      case Registered o when o.features().equals(command.features()) -> accepted();
      case Registered _ ->
          accepted(new FeaturesChanged(command.organizationId(), command.features(), now));
    };
  }

  private static OrganizationRefusal tooSmall(ChangePlan command, int held) {
    int limit = command.plan().limit().orElseThrow();
    return new OrganizationRefusal.PlanTooSmall(command.plan(), limit, held, held - limit);
  }

  private OrganizationRules() {}
}
