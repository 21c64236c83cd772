/** A stand-in for Axon Server, and tests against the real one where there is one. */
@NullMarked
package dev.portalledger.eventstore.axonserver;

import org.jspecify.annotations.NullMarked;
