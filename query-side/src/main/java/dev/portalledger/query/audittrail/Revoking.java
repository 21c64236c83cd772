package dev.portalledger.query.audittrail;

import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import org.jspecify.annotations.Nullable;

/** HubSpot's answers to a revocation, in the words of a page. */
final class Revoking {

  private static final String BY_HAND =
      "Let a Super Admin of the portal remove the app in HubSpot: Settings, Integrations, Connected"
          + " Apps, Uninstall. We hold no key to the portal any more.";

  static String notRevoked(UpstreamRevocationFailure cause, String portal) {
    return switch (cause) {
      case NOT_CONFIRMED_IN_TIME ->
          "For seven days HubSpot did not confirm that the access to %s is revoked; it is asked no more"
              .formatted(portal);
      case TOKEN_SHARED ->
          "The authorization of %s was not revoked at HubSpot: a connection that lives uses the very same one"
              .formatted(portal);
    };
  }

  static @Nullable String wayOut(UpstreamRevocationFailure cause) {
    return switch (cause) {
      case NOT_CONFIRMED_IN_TIME -> BY_HAND;
      case TOKEN_SHARED -> null;
    };
  }

  static String uninstall(UninstallAnswer answer, String portal) {
    String kept = "The app was not removed from %s: ".formatted(portal);
    return switch (answer) {
      case UNINSTALLED -> "HubSpot removed the app from %s, as was asked".formatted(portal);
      case REFUSED -> kept + "HubSpot refused";
      case NO_ACCESS_LEFT -> kept + "the authorization was dead already and opened nothing";
      case PORTAL_IN_USE -> kept + "the portal was connected again";
      case NOT_ANSWERED -> kept + "HubSpot gave no answer";
    };
  }

  static @Nullable String wayOut(UninstallAnswer answer) {
    return switch (answer) {
      case REFUSED, NO_ACCESS_LEFT, NOT_ANSWERED -> BY_HAND;
      case UNINSTALLED, PORTAL_IN_USE -> null;
    };
  }

  static String probe(ProbeResult result, String portal) {
    return switch (result) {
      case DEAD ->
          "Asked again, HubSpot says that the old authorization of %s is dead".formatted(portal);
      case ALIVE ->
          "Asked again and again, HubSpot says that the old authorization of %s still lives"
              .formatted(portal);
      case NOT_ANSWERED ->
          "HubSpot did not say whether the old authorization of %s is dead".formatted(portal);
      case TOKEN_IN_USE_AGAIN ->
          "Whether the old authorization of %s was dead can no longer be seen: a new connection got the very same one"
              .formatted(portal);
    };
  }

  static @Nullable String wayOut(ProbeResult result) {
    return switch (result) {
      case ALIVE -> BY_HAND;
      case DEAD, NOT_ANSWERED, TOKEN_IN_USE_AGAIN -> null;
    };
  }

  private Revoking() {}
}
