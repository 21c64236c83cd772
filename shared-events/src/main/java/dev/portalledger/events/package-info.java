/** The language on disk: which kinds of event there are, and the names they are stored under. */
@NullMarked
package dev.portalledger.events;

import org.jspecify.annotations.NullMarked;
