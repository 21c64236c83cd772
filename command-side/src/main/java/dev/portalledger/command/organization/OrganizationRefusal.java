package dev.portalledger.command.organization;

import dev.portalledger.events.organization.Plan;

/** Why a command to an organization records nothing. */
public sealed interface OrganizationRefusal {

  /** The id is taken by an organization with another name. */
  record AlreadyRegistered(String name) implements OrganizationRefusal {}

  record NotRegistered() implements OrganizationRefusal {}

  /**
   * More portals are held than the plan allows; nothing is disconnected silently.
   *
   * @param excess how many have to be removed first
   */
  record PlanTooSmall(Plan plan, int limit, int held, int excess) implements OrganizationRefusal {}
}
