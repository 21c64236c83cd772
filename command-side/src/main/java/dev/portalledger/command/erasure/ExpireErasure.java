package dev.portalledger.command.erasure;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;

/** Ends a request that nobody confirmed in its time. */
record ExpireErasure(@RoutingKey OrganizationId organizationId, SubjectId subjectId)
    implements Command<ErasureDecision> {}
