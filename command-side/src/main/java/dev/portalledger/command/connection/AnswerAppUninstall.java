package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;

/** It is decided what becomes of the wish to remove the app together with a connection. */
public record AnswerAppUninstall(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    int generation,
    UninstallAnswer answer)
    implements Command<Decision> {}
