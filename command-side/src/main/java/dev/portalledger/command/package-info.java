/** Decides: every OAuth outcome becomes a command, every accepted command becomes events. */
@NullMarked
package dev.portalledger.command;

import org.jspecify.annotations.NullMarked;
