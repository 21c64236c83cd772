/** Who did what, when, with which scopes, and what came of it. */
@NullMarked
package dev.portalledger.query.audittrail;

import org.jspecify.annotations.NullMarked;
