/** The product's bundles before the auditor's verifier, which knows nothing of the product. */
@NullMarked
package dev.portalledger.verifying;

import org.jspecify.annotations.NullMarked;
