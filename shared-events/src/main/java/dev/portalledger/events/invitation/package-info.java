/** What becomes of an invitation to authorize a portal without an account here. */
@NullMarked
package dev.portalledger.events.invitation;

import org.jspecify.annotations.NullMarked;
