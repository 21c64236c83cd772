/**
 * Whether this node may serve: the clock, the keys and the issuer that it was given are those of
 * the others. A node that is told wrong says so and is not ready. The command side does the same.
 */
@NullMarked
package dev.portalledger.query.fitness;

import org.jspecify.annotations.NullMarked;
