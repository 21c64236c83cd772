/** Axon's events, tokens and dead letters on PostgreSQL. Knows nothing of what the events mean. */
@NullMarked
package dev.portalledger.eventstore;

import org.jspecify.annotations.NullMarked;
