/** The same history under another rule: what would have been refused. */
@NullMarked
package dev.portalledger.query.replay.suppose;

import org.jspecify.annotations.NullMarked;
