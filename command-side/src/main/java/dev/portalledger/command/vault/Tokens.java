package dev.portalledger.command.vault;

import java.time.Instant;

/** What HubSpot hands out for one consent. */
public record Tokens(AccessToken access, Instant accessExpiresAt, RefreshToken refresh) {}
