package dev.portalledger.command.gateway;

import dev.portalledger.events.organization.OrganizationId;

/**
 * An order to change something of one organization.
 *
 * @param <R> the decision it is answered with
 */
public interface Command<R> {

  OrganizationId organizationId();
}
