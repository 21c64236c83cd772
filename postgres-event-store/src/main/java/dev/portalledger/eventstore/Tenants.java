package dev.portalledger.eventstore;

/**
 * Declared as a bean: each event's row names whose it is, in a column of its own.
 *
 * @param metadataKey whose value in the event's metadata goes there
 */
public record Tenants(String metadataKey) {}
