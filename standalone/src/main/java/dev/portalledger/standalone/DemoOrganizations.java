package dev.portalledger.standalone;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.OrganizationDecision.Accepted;
import dev.portalledger.command.organization.OrganizationDecision.Refused;
import dev.portalledger.command.organization.RegisterOrganization;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.standalone.signin.DemoOrganization;
import java.util.List;

/** Registers the demo's agencies as an operator would; those already there stay as they are. */
final class DemoOrganizations {

  static void register(Commands commands) {
    for (var organization : DemoOrganization.values()) {
      switch (commands.send(registration(organization), Commands.SYSTEM)) {
        case Accepted _ -> {}
        case Refused(var refusal) ->
            throw new IllegalStateException(organization + " cannot be registered: " + refusal);
      }
    }
  }

  private static RegisterOrganization registration(DemoOrganization organization) {
    return new RegisterOrganization(
        new OrganizationId(organization.id()),
        organization.title(),
        plan(organization),
        features());
  }

  static List<Feature> features() {
    return List.of(Feature.values());
  }

  static Plan plan(DemoOrganization organization) {
    return switch (organization) {
      case ACME -> Plan.PRO;
      case GLOBEX -> Plan.ULTIMATE;
      case INITECH -> Plan.CUSTOM;
    };
  }

  private DemoOrganizations() {}
}
