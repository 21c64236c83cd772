package dev.portalledger.command.organization;

import dev.portalledger.command.organization.OrganizationDecision.Accepted;
import dev.portalledger.command.organization.OrganizationDecision.Refused;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Clock;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Loads, lets the rules decide, records. */
@Component
class OrganizationCommands {

  private final Repository<Organization> organizations;
  private final Clock clock;

  OrganizationCommands(Repository<Organization> organizations, Clock clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  @CommandHandler
  OrganizationDecision handle(RegisterOrganization command) throws Exception {
    return record(
        command.organizationId(),
        state -> OrganizationRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  OrganizationDecision handle(ChangePlan command) throws Exception {
    return record(
        command.organizationId(),
        state -> OrganizationRules.decide(command, state, clock.instant()));
  }

  @CommandHandler
  OrganizationDecision handle(ChangeFeatures command) throws Exception {
    return record(
        command.organizationId(),
        state -> OrganizationRules.decide(command, state, clock.instant()));
  }

  private OrganizationDecision record(
      OrganizationId id, Function<OrganizationState, OrganizationDecision> rules) throws Exception {
    var organization = organizations.loadOrCreate(id.stream(), Organization::new);
    var decision = rules.apply(organization.invoke(Organization::state));
    switch (decision) {
      case Accepted(var events) -> organization.execute(o -> o.record(events));
      case Refused _ -> {}
    }
    return decision;
  }
}
