/** Work that happens by itself: each task runs on one node at a time, by rows in the database. */
@NullMarked
package dev.portalledger.command.schedule;

import org.jspecify.annotations.NullMarked;
