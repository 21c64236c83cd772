/** How commands are sent: with organization and actor named, and lost races tried again. */
@NullMarked
package dev.portalledger.command.gateway;

import org.jspecify.annotations.NullMarked;
