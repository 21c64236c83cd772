package dev.portalledger.query.projections;

/**
 * An event that a read model could not take; the rest of its stream is held back with it.
 *
 * @param cause a code; never an exception's text, which may quote the row
 */
public record Parked(String model, String stream, String eventId, String cause) {}
