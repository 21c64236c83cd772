/**
 * How HubSpot lets us know that the app was removed: by its journal, and by signed requests; what
 * either says is checked before anything follows from it.
 */
@NullMarked
package dev.portalledger.command.journal;

import org.jspecify.annotations.NullMarked;
