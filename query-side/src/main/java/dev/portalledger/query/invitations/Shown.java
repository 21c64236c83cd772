package dev.portalledger.query.invitations;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.people.Person;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An invitation in the words of the agency's page. */
record Shown(Invitation invitation, String invitedBy) {

  static Shown of(Invitation invitation, Map<String, Person> named) {
    return new Shown(invitation, requireNonNull(named.get(invitation.invitedBy())).name());
  }

  public String purposeText() {
    return switch (invitation.purpose()) {
      case AUDIT -> "Audit";
      case IMPLEMENTATION -> "Import and deploy";
    };
  }

  public String portalText() {
    return invitation.expectedPortal() == null
        ? "Any portal"
        : "Portal " + invitation.expectedPortal();
  }

  public String stateText() {
    return switch (invitation.state()) {
      case OPEN -> invitation.openedAt() == null ? "Open" : "Opened, not finished";
      case IN_USE -> "Being used";
      case USED -> "Used";
      case WITHDRAWN -> "Withdrawn";
      case EXPIRED -> "Expired";
    };
  }

  public String stateClass() {
    return switch (invitation.state()) {
      case OPEN, IN_USE -> "started";
      case USED -> "succeeded";
      case WITHDRAWN, EXPIRED -> "ended";
    };
  }

  /** Why a form came back; null for a word that none of ours sends. */
  static @Nullable String refusal(String why) {
    return switch (why) {
      case "unreadable" ->
          "The portal's number is HubSpot's account id: digits only, or nothing for any portal.";
      case "too-many-open" ->
          "Too many invitations are open. Withdraw some that are not needed, or wait until they are"
              + " used or expire.";
      case "unregistered" ->
          "Your organization is not registered here yet. Ask the platform's operator.";
      case "nothing-to-ask-for" ->
          "No feature that is switched on serves this purpose, so there is nothing to ask for."
              + " Choose the other purpose, or have the feature switched on.";
      case "used" ->
          "That invitation was used already, or is being used now. Look in Client Accounts, and"
              + " remove the portal there if it should not be connected.";
      default -> null;
    };
  }
}
