/** How a projection is run: groups, order, parked events, and waiting for one to catch up. */
@NullMarked
package dev.portalledger.query.projections;

import org.jspecify.annotations.NullMarked;
