package dev.portalledger.command.connection;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Plan;
import java.util.List;

/** Why a command to a connection records nothing. Never names another organization. */
public sealed interface Refusal {

  record HeldByAnotherOrganization() implements Refusal {}

  record PlanLimitReached(Plan plan, int limit, int held) implements Refusal {}

  record WrongPortal(PortalId expected, PortalId picked) implements Refusal {}

  record ScopesMissing(List<String> scopes) implements Refusal {}

  record OrganizationUnknown() implements Refusal {}

  /** The organization does not hold this portal and never did. */
  record NeverConnected() implements Refusal {}
}
