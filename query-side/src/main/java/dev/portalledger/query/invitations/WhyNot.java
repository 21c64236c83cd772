package dev.portalledger.query.invitations;

import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.RefusalReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why nothing was connected with an invitation, in words for whoever followed it. */
record WhyNot(String title, String what, List<String> steps) {

  private static final String NOTHING = " Nothing was connected.";
  private static final String AGAIN = "Open the link you were sent once more.";

  /**
   * Explains it.
   *
   * @param outcome as the visit's row says it
   * @param organization what the inviting organization calls itself
   */
  static WhyNot of(String outcome, String organization, @Nullable Long expectedPortal) {
    return switch (outcome) {
      case "DENIED" ->
          because(
              "The authorization was declined",
              "HubSpot was told no, or found that you may not connect apps.",
              "If that was a mistake: " + lower(AGAIN),
              "HubSpot takes a Super Admin, or somebody with the permission to install apps. If"
                  + " that is somebody else, pass the link on.");
      case "ABANDONED" ->
          because(
              "The authorization took too long",
              "HubSpot's answer came later than fifteen minutes after you set out.",
              AGAIN);
      default ->
          refusal(outcome)
              .map(reason -> refused(reason, organization, expectedPortal))
              .orElseGet(() -> failed(FailureCause.valueOf(outcome), organization));
    };
  }

  private static Optional<RefusalReason> refusal(String name) {
    return Arrays.stream(RefusalReason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst();
  }

  private static WhyNot refused(
      RefusalReason reason, String organization, @Nullable Long expectedPortal) {
    return switch (reason) {
      case WRONG_PORTAL ->
          because(
              "Another portal was picked",
              "The invitation is for portal %d only, and in HubSpot another one was picked. The access HubSpot gave for it is being returned."
                  .formatted(expectedPortal),
              AGAIN,
              "Sign in to HubSpot as an admin of portal %d, and pick that one."
                  .formatted(expectedPortal));
      case PORTAL_HELD_BY_ANOTHER_ORGANIZATION ->
          because(
              "This portal is connected to another organization",
              "A portal can be connected to one organization at a time, and this one is connected"
                  + " already. The access HubSpot gave is being returned.",
              "Find out who in your company works with that other organization, and have it"
                  + " disconnected there.",
              "Then: " + lower(AGAIN));
      case PLAN_LIMIT_REACHED ->
          because(
              organization + " has no room for another portal",
              "All portals its plan allows are connected. The access HubSpot gave is being"
                  + " returned.",
              "Tell " + organization + "; the link stays good until it expires.");
      case SCOPES_MISSING ->
          because(
              "HubSpot granted too little",
              "Some of the permissions that are needed were not granted. The access HubSpot gave is"
                  + " being returned.",
              "Ask a Super Admin of the portal to open the link; only she can grant all of them.");
      case ORGANIZATION_UNKNOWN ->
          because(
              organization + " is not ready yet",
              "It is not registered here, so nothing can be connected for it.",
              "Tell " + organization + " about it.");
    };
  }

  private static WhyNot failed(FailureCause cause, String organization) {
    return switch (cause) {
      case INVITATION_OVER ->
          because(
              "The invitation was over",
              "While you were at HubSpot it was used by somebody else, withdrawn, or it expired.",
              "If the portal should be connected, ask " + organization + " for a new link.");
      case CODE_REJECTED, CALLBACK_MALFORMED, GRANT_NOT_CONFIRMED ->
          because(
              "HubSpot's answer could not be used",
              "You consented, but the answer was damaged on its way, came twice or too late.",
              "Switch off ad blockers and privacy tools for this site and for HubSpot.",
              AGAIN);
      case HUBSPOT_UNAVAILABLE,
          HUBSPOT_RATE_LIMITED,
          HUBSPOT_ANSWER_UNREADABLE,
          INTERRUPTED,
          APP_MISCONFIGURED ->
          because(
              "The authorization could not be completed",
              "You consented, but HubSpot or this service had a fault of its own.",
              "Wait five minutes. " + AGAIN,
              "If it happens again, tell " + organization + ".");
    };
  }

  private static WhyNot because(String title, String what, String... steps) {
    return new WhyNot(title, what + NOTHING, List.of(steps));
  }

  private static String lower(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
