package dev.portalledger.command.invitation;

import dev.portalledger.command.invitation.Invitations.Issue;
import dev.portalledger.command.invitation.Invitations.Withdrawal;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.lease.Purpose;

/** Why an invitation was not made or not taken back, in words for the member. */
public final class InvitationTrouble {

  static Issue.Issued issued(Issue issue) {
    return switch (issue) {
      case Issue.Issued issued -> issued;
      case Issue.Hindrance hindrance -> throw because(hindrance);
    };
  }

  /** Why nobody was invited. */
  public static Trouble because(Issue.Hindrance hindrance) {
    return switch (hindrance) {
      case Issue.TooManyOpen(int limit) ->
          new Trouble(
              ProblemType.RATE_LIMITED,
              "Your organization has %d invitations open. Withdraw some that are not needed, or wait until they are used or expire."
                  .formatted(limit));
      case Issue.OrganizationUnknown() ->
          new Trouble(
              ProblemType.CONFLICT,
              "Your organization is not registered here yet, so nobody can be invited for it. Ask"
                  + " the platform's operator to register it.");
      case Issue.NothingToAskFor(var purpose) ->
          new Trouble(ProblemType.CONFLICT, nothingToAskFor(purpose));
    };
  }

  /** The same in one word, for the pages that explain it. */
  public static String word(Issue.Hindrance hindrance) {
    return switch (hindrance) {
      case Issue.TooManyOpen _ -> "too-many-open";
      case Issue.OrganizationUnknown() -> "unregistered";
      case Issue.NothingToAskFor _ -> "nothing-to-ask-for";
    };
  }

  static void withdrawn(Withdrawal withdrawal) {
    switch (withdrawal) {
      case OVER -> {}
      case USED ->
          throw new Trouble(
              ProblemType.CONFLICT,
              "The invitation was used already, or is being used at this moment. Look in Client"
                  + " Accounts, and remove the portal there if it should not be connected.");
      case UNKNOWN ->
          throw new Trouble(
              ProblemType.NOT_FOUND,
              "Your organization has no such invitation. Look it up in the list of invitations.");
    }
  }

  private static String nothingToAskFor(Purpose purpose) {
    return switch (purpose) {
      case AUDIT ->
          "Audits are not switched on for your organization, so there is nothing to ask for. Switch"
              + " the feature AUDIT on, or invite for IMPLEMENTATION.";
      case IMPLEMENTATION ->
          "Neither importing nor deploying is switched on for your organization, so there is"
              + " nothing to ask for. Switch on IMPORT or DEPLOY, or invite for AUDIT.";
    };
  }

  private InvitationTrouble() {}
}
