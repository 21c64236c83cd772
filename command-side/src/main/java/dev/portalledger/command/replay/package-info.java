/** Asks for recorded history to be read again, and takes such a request back. */
@NullMarked
package dev.portalledger.command.replay;

import org.jspecify.annotations.NullMarked;
