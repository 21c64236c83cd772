/** Notes what is read of the ledger or taken out of it, before anything is given. */
@NullMarked
package dev.portalledger.query.disclosure;

import org.jspecify.annotations.NullMarked;
