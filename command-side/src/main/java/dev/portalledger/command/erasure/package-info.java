/** Personal data is erased when one person asks and another confirms, unless the law holds it. */
@NullMarked
package dev.portalledger.command.erasure;

import org.jspecify.annotations.NullMarked;
