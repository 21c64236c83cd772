/** What was shown or handed out of the ledger itself, to whom. */
@NullMarked
package dev.portalledger.events.disclosure;

import org.jspecify.annotations.NullMarked;
