/** Certificates: what was revoked, what HubSpot answered, signed for whoever has to prove it. */
@NullMarked
package dev.portalledger.command.certificate;

import org.jspecify.annotations.NullMarked;
