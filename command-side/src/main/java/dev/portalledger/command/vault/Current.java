package dev.portalledger.command.vault;

/**
 * The tokens a connection lives on.
 *
 * @param version grows with each refresh
 */
public record Current(Tokens tokens, long version) {}
