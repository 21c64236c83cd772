/** The launcher, held to its promises; end-to-end tests. */
@NullMarked
package dev.portalledger.standalone;

import org.jspecify.annotations.NullMarked;
