/** A private folder, free ports. */
@NullMarked
package dev.portalledger.standalone.machine;

import org.jspecify.annotations.NullMarked;
