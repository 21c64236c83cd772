package dev.portalledger.command.offender;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.events.organization.OrganizationId;

record LeakToken(OrganizationId organizationId, RefreshToken token) implements Command<String> {}
