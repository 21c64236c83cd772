package dev.portalledger.query.people;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who did something.
 *
 * @param name to be shown; says so when the person was erased
 * @param email null when not known or erased
 */
public record Person(String id, String name, @Nullable String email, boolean erased) {}
