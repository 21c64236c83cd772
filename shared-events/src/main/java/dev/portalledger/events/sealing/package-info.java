/** What happens to the seal on an organization's own ledger. */
@NullMarked
package dev.portalledger.events.sealing;

import org.jspecify.annotations.NullMarked;
