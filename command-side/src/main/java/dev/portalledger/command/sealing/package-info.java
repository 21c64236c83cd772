/** What signers say: whether a ledger may grow, and what is to be recorded of its seal. */
@NullMarked
package dev.portalledger.command.sealing;

import org.jspecify.annotations.NullMarked;
