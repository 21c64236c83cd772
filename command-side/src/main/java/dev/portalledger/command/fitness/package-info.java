/**
 * Whether this node may serve: the clock, the keys and the issuer that it was given are those of
 * the others. A node that is told wrong says so, is not ready, and does no work of its own accord.
 */
@NullMarked
package dev.portalledger.command.fitness;

import org.jspecify.annotations.NullMarked;
