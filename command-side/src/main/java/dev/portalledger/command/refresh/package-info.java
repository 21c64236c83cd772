/** Fresh access tokens: one call of HubSpot's for each version of a credential, whoever asks. */
@NullMarked
package dev.portalledger.command.refresh;

import org.jspecify.annotations.NullMarked;
