/** Makes events of what was read of the ledger or taken out of it. */
@NullMarked
package dev.portalledger.command.disclosure;

import org.jspecify.annotations.NullMarked;
