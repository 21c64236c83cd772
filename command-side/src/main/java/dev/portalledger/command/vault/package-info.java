/** Where the tokens of HubSpot's grants are kept: encrypted, each bound to the place it stands. */
@NullMarked
package dev.portalledger.command.vault;

import org.jspecify.annotations.NullMarked;
