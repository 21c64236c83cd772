/** Makes the next start fast: the JVM watches a start and keeps what the next one can take over. */
@NullMarked
package dev.portalledger.standalone.rehearsal;

import org.jspecify.annotations.NullMarked;
