package dev.portalledger.command.vault;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** Tokens that were exchanged, but whose attempt was never decided. */
public record PendingCredential(
    CredentialId credential, AttemptId attempt, OrganizationId organization, Instant keptAt) {}
