/** Recorded history read again, apart from the live views, and what that shows. */
@NullMarked
package dev.portalledger.query.replay;

import org.jspecify.annotations.NullMarked;
