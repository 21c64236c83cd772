package dev.portalledger.command.retention;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.retention.RetentionId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Drop the bodies that a look before has told of.
 *
 * @param upTo as the look said
 * @param bodies as the look said
 */
record ApplyRetention(
    RetentionId retentionId,
    @RoutingKey OrganizationId organizationId,
    long upTo,
    long bodies,
    SubjectId operator)
    implements Command<Dropping> {}
