package dev.portalledger.command.erasure;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;

/** Takes a request back. */
record WithdrawErasure(@RoutingKey OrganizationId organizationId, SubjectId subjectId, SubjectId by)
    implements Command<ErasureDecision> {}
