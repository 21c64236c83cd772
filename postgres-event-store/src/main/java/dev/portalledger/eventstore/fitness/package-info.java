/**
 * Whether a node may serve: what both sides ask about themselves, and how they go by it. Each side
 * has its own checks beside those that are here for both.
 */
@NullMarked
package dev.portalledger.eventstore.fitness;

import org.jspecify.annotations.NullMarked;
