/**
 * Read models read anew beside the live ones: to take their place, or to see that they are the
 * same.
 */
@NullMarked
package dev.portalledger.query.replay.rebuild;

import org.jspecify.annotations.NullMarked;
