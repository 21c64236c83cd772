/**
 * One trip through HubSpot's authorization page: what is asked, what comes back, what became of it.
 */
@NullMarked
package dev.portalledger.command.authorization;

import org.jspecify.annotations.NullMarked;
