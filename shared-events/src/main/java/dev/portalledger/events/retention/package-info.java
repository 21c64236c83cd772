/** What was dropped of an organization's own ledger because it was old. */
@NullMarked
package dev.portalledger.events.retention;

import org.jspecify.annotations.NullMarked;
