package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.UninstallAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a connection ended at HubSpot, in the words of a page. */
record ShownEnding(UpstreamRevocation upstream, Ending ending) {

  public @Nullable String upstreamText() {
    return switch (upstream) {
      case NONE -> null;
      case PENDING -> "Revocation is on its way; not confirmed yet";
      case CONFIRMED -> "Revocation confirmed";
      case FAILED -> "Not revoked: HubSpot did not confirm it for seven days";
      case SHARED -> "Not revoked: a connection that lives uses the very same authorization";
    };
  }

  public @Nullable String uninstallText() {
    UninstallAnswer answer = ending.uninstallAnswer();
    if (answer == null) {
      return ending.uninstallAsked() ? "Removing the app is on its way" : null;
    }
    return switch (answer) {
      case UNINSTALLED -> "App removed from the portal";
      case REFUSED -> "App not removed: HubSpot refused";
      case NO_ACCESS_LEFT -> "App not removed: the authorization opened nothing any more";
      case PORTAL_IN_USE -> "App kept: the portal was connected again";
      case NOT_ANSWERED -> "App not removed: HubSpot gave no answer";
    };
  }

  public @Nullable String probeText() {
    ProbeResult probe = ending.probe();
    if (probe == null) {
      return null;
    }
    return switch (probe) {
      case DEAD -> "Asked again later, HubSpot says that it is dead";
      case ALIVE -> "Asked again later, HubSpot says that it still lives";
      case NOT_ANSWERED -> "Asked again later, HubSpot did not say whether it is dead";
      case TOKEN_IN_USE_AGAIN -> "HubSpot gave the very same authorization to a new connection";
    };
  }

  /** Until when a token issued before may still work; null if none does. */
  public @Nullable Instant residualAccessUntil() {
    return ending.residualAccessUntil();
  }

  /** Whether somebody has to clear away at HubSpot by hand what we could not. */
  public boolean isLeftToDo() {
    return upstream == UpstreamRevocation.FAILED
        || ending.probe() == ProbeResult.ALIVE
        || isAppLeft();
  }

  private boolean isAppLeft() {
    UninstallAnswer answer = ending.uninstallAnswer();
    return ending.uninstallAsked() && answer != null && isLeft(answer);
  }

  private static boolean isLeft(UninstallAnswer answer) {
    return switch (answer) {
      case REFUSED, NO_ACCESS_LEFT, NOT_ANSWERED -> true;
      case UNINSTALLED, PORTAL_IN_USE -> false;
    };
  }
}
