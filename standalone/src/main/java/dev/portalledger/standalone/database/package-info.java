/** PostgreSQL without an installation: unpacked, durable, private, and taken over after a crash. */
@NullMarked
package dev.portalledger.standalone.database;

import org.jspecify.annotations.NullMarked;
