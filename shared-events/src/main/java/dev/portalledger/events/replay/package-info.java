/** Replays of recorded history that somebody asked for. */
@NullMarked
package dev.portalledger.events.replay;

import org.jspecify.annotations.NullMarked;
