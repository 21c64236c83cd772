/** The keys that encrypt data keys: kept outside the database, in a file or by a key service. */
@NullMarked
package dev.portalledger.command.vault.keys;

import org.jspecify.annotations.NullMarked;
