/** Who was handed access to a portal, for what, and what was not let through. */
@NullMarked
package dev.portalledger.events.lease;

import org.jspecify.annotations.NullMarked;
