/** What is asked of many portals at once. */
@NullMarked
package dev.portalledger.events.campaign;

import org.jspecify.annotations.NullMarked;
