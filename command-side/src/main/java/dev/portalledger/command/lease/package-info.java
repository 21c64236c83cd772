/** Hands out access to a portal for a purpose, each time as an event, and enforces read only. */
@NullMarked
package dev.portalledger.command.lease;

import org.jspecify.annotations.NullMarked;
