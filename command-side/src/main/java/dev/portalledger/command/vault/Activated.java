package dev.portalledger.command.vault;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of an activation.
 *
 * @param credential lives from now on
 * @param superseded the older generation whose refresh token is another one: it MUST be revoked at
 *     HubSpot. Null if there was none, or if HubSpot gave the very same token again.
 */
public record Activated(CredentialId credential, @Nullable CredentialId superseded) {}
