/** Keys that work and stay. */
@NullMarked
package dev.portalledger.standalone.keys;

import org.jspecify.annotations.NullMarked;
