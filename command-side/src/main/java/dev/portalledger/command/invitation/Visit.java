package dev.portalledger.command.invitation;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;

/**
 * What somebody connected with an invitation.
 *
 * @param generation of the grant
 */
record Visit(OrganizationId organization, PortalId portal, int generation, SubjectId authorizer) {}
