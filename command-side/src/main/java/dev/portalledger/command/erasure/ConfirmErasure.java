package dev.portalledger.command.erasure;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Erases what was asked for.
 *
 * @param organizationId that of the member who confirms; of the request, if an operator does
 */
record ConfirmErasure(
    @RoutingKey OrganizationId organizationId,
    SubjectId subjectId,
    SubjectId by,
    boolean byOperator)
    implements Command<ErasureDecision> {}
