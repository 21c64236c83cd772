/** HubSpot as we use it: every answer of it, also the strange ones, becomes a value. */
@NullMarked
package dev.portalledger.command.hubspot;

import org.jspecify.annotations.NullMarked;
