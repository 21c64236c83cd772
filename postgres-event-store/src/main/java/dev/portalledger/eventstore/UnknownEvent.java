package dev.portalledger.eventstore;

import org.jspecify.annotations.Nullable;

/** Stands for a stored event whose type this version of the product does not know. */
public record UnknownEvent(String typeName, @Nullable String revision) {}
