package dev.portalledger.command.invitation;

import java.util.List;

/** What HubSpot will be asked for, told to whoever is invited before that. */
public record InvitedScopes(List<String> required, List<String> optional) {}
