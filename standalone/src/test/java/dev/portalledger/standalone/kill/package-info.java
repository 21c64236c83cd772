/** Processes killed in the middle of their work. */
@NullMarked
package dev.portalledger.standalone.kill;

import org.jspecify.annotations.NullMarked;
