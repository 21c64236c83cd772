package dev.portalledger.command.web;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;

/**
 * Who is calling, as an argument of a controller's method. The organization comes from the sign-in
 * and from nowhere else.
 */
public record Actor(OrganizationId organization, SubjectId subject) {}
