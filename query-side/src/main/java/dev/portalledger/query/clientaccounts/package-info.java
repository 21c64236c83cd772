/** Which portals an organization has, in what state, and since when. */
@NullMarked
package dev.portalledger.query.clientaccounts;

import org.jspecify.annotations.NullMarked;
