package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.UninstallAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ended at HubSpot, so far.
 *
 * @param residualAccessUntil until when access tokens issued before may still open the portal; null
 *     if none lived
 * @param uninstallAsked whether whoever removed the connection wanted the app removed, too
 * @param uninstallAnswer null until that is answered
 * @param probe what HubSpot said of the token later; null until it was asked
 */
record Ending(
    @Nullable Instant residualAccessUntil,
    boolean uninstallAsked,
    @Nullable UninstallAnswer uninstallAnswer,
    @Nullable ProbeResult probe) {}
