package dev.portalledger.standalone.hubspot;

import java.util.Optional;

/** How far the person at the browser has come, or what a script has decided ahead. */
record InstallChoice(Optional<String> user, Optional<String> portal, Optional<String> decision) {}
