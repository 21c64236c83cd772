/** Figures of the product beside the limits of its database and beside Axon's own engines. */
@NullMarked
package dev.portalledger.benchmarks;

import org.jspecify.annotations.NullMarked;
