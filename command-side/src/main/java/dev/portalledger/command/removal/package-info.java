/** Removing many portals at once: a selection of a member's, or all when something has happened. */
@NullMarked
package dev.portalledger.command.removal;

import org.jspecify.annotations.NullMarked;
