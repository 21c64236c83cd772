/** Links with which a portal's admin, who has no account here, may authorize it once. */
@NullMarked
package dev.portalledger.command.invitation;

import org.jspecify.annotations.NullMarked;
