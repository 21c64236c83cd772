/**
 * Whether HubSpot still honours each grant, asked again and again, and what follows if it does not.
 */
@NullMarked
package dev.portalledger.command.proof;

import org.jspecify.annotations.NullMarked;
