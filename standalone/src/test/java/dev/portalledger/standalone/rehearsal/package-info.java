/** When a start is rehearsed, and what comes of it. */
@NullMarked
package dev.portalledger.standalone.rehearsal;

import org.jspecify.annotations.NullMarked;
