/** PostgreSQL without an installation, held to its promises. */
@NullMarked
package dev.portalledger.standalone.database;

import org.jspecify.annotations.NullMarked;
