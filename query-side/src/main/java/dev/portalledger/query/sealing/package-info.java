/** Seals what was recorded, so that any later change shows, and hands out the proofs of it. */
@NullMarked
package dev.portalledger.query.sealing;

import org.jspecify.annotations.NullMarked;
