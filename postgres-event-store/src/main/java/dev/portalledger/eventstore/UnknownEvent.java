package dev.portalledger.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an event whose stored type is not in the closed map of {@link EventTypes}: written by
 * a newer version, or not by us. Its bytes were not looked at and no class was loaded by its name.
 * A reader that may skip nothing handles this type and refuses it.
 */
public record UnknownEvent(String typeName, @Nullable String revision) {}
