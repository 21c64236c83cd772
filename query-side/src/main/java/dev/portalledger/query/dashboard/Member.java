package dev.portalledger.query.dashboard;

import dev.portalledger.events.organization.OrganizationId;

/**
 * Whoever is signed in, as belonging to one organization. A handler that takes one is never called
 * for anybody outside an organization.
 *
 * @param name as the sign-in tells it
 * @param role as people call it
 * @param mayManage whether connections may be added, reconnected and removed
 */
public record Member(OrganizationId organization, String name, String role, boolean mayManage) {

  /** Whether this member may look at what is kept of people. */
  public boolean maySeePeople() {
    return mayManage || role.equals("Auditor");
  }

  /** The same member where nothing can be done, such as in the past. */
  public Member reading() {
    return new Member(organization, name, role, false);
  }
}
