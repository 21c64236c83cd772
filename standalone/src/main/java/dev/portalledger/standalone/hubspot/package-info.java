/**
 * HubSpot as an app meets it: consent, tokens, uninstall, journal; every undocumented behaviour is
 * a knob.
 */
@NullMarked
package dev.portalledger.standalone.hubspot;

import org.jspecify.annotations.NullMarked;
