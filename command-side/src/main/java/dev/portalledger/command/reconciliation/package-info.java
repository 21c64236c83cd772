/**
 * Compares the vault with the ledger: no token without the event that granted it, and none lost.
 */
@NullMarked
package dev.portalledger.command.reconciliation;

import org.jspecify.annotations.NullMarked;
