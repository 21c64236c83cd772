/** Shows and hands out the certificates of revocations, and what they are checked with. */
@NullMarked
package dev.portalledger.query.certificate;

import org.jspecify.annotations.NullMarked;
