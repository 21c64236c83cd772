package dev.portalledger.query.invitations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One trip to HubSpot by invitation, for the browser that made it.
 *
 * @param outcome null while it is under way, {@code CONNECTED}, or why nothing was connected
 * @param isDisputable whether its time to say "this was not me" is still running
 */
record Visit(
    Invitation invitation,
    @Nullable String outcome,
    @Nullable Long portal,
    @Nullable String hubDomain,
    @Nullable Instant endedAt,
    @Nullable Instant disputedAt,
    boolean isDisputable) {

  static final String CONNECTED = "CONNECTED";

  /** As people call it. */
  public String portalName() {
    return hubDomain == null ? "Portal " + portal : hubDomain + " (portal " + portal + ")";
  }
}
