/** Which portals were asked to be reconnected together, and how far that has come. */
@NullMarked
package dev.portalledger.query.campaigns;

import org.jspecify.annotations.NullMarked;
