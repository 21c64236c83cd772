/** Ending grants at HubSpot as well, until HubSpot confirms. */
@NullMarked
package dev.portalledger.command.revocation;

import org.jspecify.annotations.NullMarked;
