/** What became of each trip through HubSpot's authorization page. */
@NullMarked
package dev.portalledger.events.authorization;

import org.jspecify.annotations.NullMarked;
