package dev.portalledger.query.audittrail;

import static dev.portalledger.query.audittrail.Explanation.back;
import static dev.portalledger.query.audittrail.Explanation.retry;
import static java.util.Objects.requireNonNull;

import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.organization.Plan;
import org.jspecify.annotations.Nullable;

/**
 * How every outcome of an attempt is explained: what happened, why, what to do. A new reason or
 * cause does not compile until it has words.
 */
final class Explanations {

  private static final String NOTHING_KEPT =
      " Nothing was connected, and nothing of the portal was kept.";

  /**
   * Explains an outcome.
   *
   * @param plan the organization's plan at that moment; null when not known
   * @param intended the portal that was to be reconnected; null when any could be connected
   */
  static Explanation of(Entry outcome, @Nullable Plan plan, @Nullable Long intended) {
    return switch (outcome.kind()) {
      case PORTAL_CONNECTED, PORTAL_RECONNECTED -> connected(outcome);
      case AUTHORIZATION_REFUSED ->
          refused(RefusalReason.valueOf(requireNonNull(outcome.cause())), outcome, plan)
              .about(outcome.expectedPortal());
      case AUTHORIZATION_FAILED ->
          failed(FailureCause.valueOf(requireNonNull(outcome.cause()))).about(intended);
      case AUTHORIZATION_DENIED -> denied().about(intended);
      case AUTHORIZATION_ABANDONED -> abandoned().about(intended);
      case AUTHORIZATION_STARTED,
          INVITATION_ACCEPTED,
          INVITATION_ISSUED,
          INVITATION_USED,
          INVITATION_WITHDRAWN,
          INVITATION_EXPIRED,
          PORTAL_EXPIRED,
          PORTAL_REVOKED,
          UPSTREAM_REVOCATION_CONFIRMED,
          UPSTREAM_REVOCATION_FAILED,
          APP_UNINSTALLED,
          APP_NOT_UNINSTALLED,
          REVOCATION_PROVEN,
          REVOCATION_NOT_PROVEN,
          ORGANIZATION_REGISTERED,
          PLAN_CHANGED,
          FEATURES_CHANGED,
          ACCESS_LEASED,
          LEASED_WRITE_REFUSED,
          RECONNECT_REQUESTED,
          RECORDS_EXPORTED,
          EXPORT_CUT_OFF,
          RECORDS_READ,
          ERASURE_REQUESTED,
          ERASURE_WITHDRAWN,
          ERASURE_EXPIRED,
          SUBJECT_ERASED,
          LEGAL_HOLD_PLACED,
          LEGAL_HOLD_LIFTED,
          RETENTION_APPLIED,
          LEDGER_FORKED,
          SIGNING_KEY_ANNOUNCED,
          REPLAY_REQUESTED,
          REPLAY_CANCELLED ->
          throw new IllegalArgumentException(outcome.kind() + " is no outcome of an attempt");
    };
  }

  private static Explanation connected(Entry outcome) {
    return back(
        "Portal " + outcome.portalId() + " is connected",
        "HubSpot granted access and the portal stands in Client Accounts.",
        "Everything that was needed was granted.",
        "Nothing more to do; the portal can be used at once.");
  }

  private static Explanation refused(RefusalReason reason, Entry outcome, @Nullable Plan plan) {
    return switch (reason) {
      case PORTAL_HELD_BY_ANOTHER_ORGANIZATION ->
          retry(
              "Portal " + outcome.portalId() + " is connected to another organization",
              "HubSpot granted access, but this portal is already connected on this platform by"
                  + " an organization other than yours."
                  + NOTHING_KEPT,
              "A portal belongs to one organization at a time. Perhaps a colleague connected it"
                  + " under another account, or an agency that worked for this client before.",
              "Ask the portal's owner or your colleagues which organization uses it.",
              "Have it removed there, or join that organization.",
              "Then add the portal here again. If nobody knows, ask support.");
      case PLAN_LIMIT_REACHED -> planLimit(outcome, plan);
      case WRONG_PORTAL ->
          retry(
              "Another portal was picked",
              "You wanted to reconnect portal %s, but in HubSpot portal %s was picked."
                      .formatted(outcome.expectedPortal(), outcome.portalId())
                  + " Neither portal was changed, and nothing of portal %s was kept."
                      .formatted(outcome.portalId()),
              "People with several HubSpot accounts see a list, and HubSpot suggests the one used"
                  + " last.",
              "Reconnect again and pick portal " + outcome.expectedPortal() + " in HubSpot's list.",
              "If it is not in the list, sign in to HubSpot as a user of that portal.",
              "To connect portal %s as well, use Add Portal.".formatted(outcome.portalId()));
      case SCOPES_MISSING ->
          retry(
              "Some scopes were not granted",
              "HubSpot granted access to portal "
                  + outcome.portalId()
                  + ", but without scopes that the features of your organization need."
                  + NOTHING_KEPT,
              "The user who authorized lacks rights for them, or the portal's HubSpot edition does"
                  + " not have them.",
              "Ask a Super Admin of the portal for the rights, or let her connect it herself.",
              "If the edition lacks them, switch off the feature that asks for them.",
              "Then try again.");
      case ORGANIZATION_UNKNOWN ->
          back(
              "Your organization is not registered",
              "HubSpot granted access, but your organization is not known here yet." + NOTHING_KEPT,
              "The registration has not been completed.",
              "Ask support to complete the registration, then add the portal again.");
    };
  }

  private static Explanation planLimit(Entry outcome, @Nullable Plan plan) {
    String seats =
        plan == null || plan.limit().isEmpty()
            ? "all seats of your plan were taken."
            : "all %d seats of your plan %s were taken.".formatted(plan.limit().getAsInt(), plan);
    return back(
        "All seats of your plan are taken",
        "HubSpot granted access to portal " + outcome.portalId() + ", but " + seats + NOTHING_KEPT,
        "Every portal that is connected or expired holds a seat: three on PRO, ten on ULTIMATE,"
            + " any number on CUSTOM.",
        "Remove a portal that you no longer need; its seat is free at once.",
        "Or book a larger plan.",
        "Then add the portal again.");
  }

  private static Explanation denied() {
    return retry(
        "The authorization was declined",
        "HubSpot sent you back without granting access. Nothing was connected.",
        "On HubSpot's page the request was cancelled, or the user may not connect apps to that"
            + " portal.",
        "If it was a slip, try again and choose Connect app.",
        "If HubSpot said that you lack permission, ask a Super Admin of the portal for the rights,"
            + " or let her connect it herself.");
  }

  private static Explanation abandoned() {
    return retry(
        "Nothing came back from HubSpot",
        "The authorization was started, but HubSpot's answer did not reach us within fifteen"
            + " minutes. Nothing was connected.",
        "The page at HubSpot was closed, or a browser extension or pop-up blocker was in the way."
            + " HubSpot also stops on a page of its own if the user lacks rights.",
        "Switch off ad blockers and privacy tools for this site and for HubSpot, or use a private"
            + " window.",
        "Clear the cookies of both sites if it hangs again.",
        "Try again as a Super Admin of the portal.");
  }

  private static Explanation failed(FailureCause cause) {
    return switch (cause) {
      case CODE_REJECTED ->
          retry(
              "HubSpot did not accept the authorization",
              "You consented, but HubSpot no longer accepted the code it had sent you back with."
                  + " Nothing was connected.",
              "The code is good for a short time and only once; a slow connection or a page loaded"
                  + " twice is enough.",
              "Try again, and do not reload the page on the way.");
      case APP_MISCONFIGURED ->
          back(
              "HubSpot refused our app",
              "You consented, but HubSpot refused the platform itself. Nothing was connected.",
              "This is ours to mend: our registration with HubSpot does not fit.",
              "Tell support; trying again will not help until it is mended.");
      case HUBSPOT_UNAVAILABLE ->
          retry(
              "HubSpot did not answer",
              "You consented, but HubSpot did not complete the exchange. Nothing was connected.",
              "HubSpot was slow or had a fault of its own.",
              "Wait five minutes and try again.",
              "If it lasts, look at HubSpot's status page.");
      case HUBSPOT_RATE_LIMITED ->
          retry(
              "HubSpot is busy",
              "You consented, but HubSpot took no more requests at that moment. Nothing was"
                  + " connected.",
              "Too many requests came together.",
              "Wait five minutes and try again.");
      case HUBSPOT_ANSWER_UNREADABLE ->
          retry(
              "HubSpot's answer could not be read",
              "You consented, but what HubSpot answered was not what it promises. Nothing was"
                  + " connected.",
              "Often an error page of HubSpot, or of something between us.",
              "Wait five minutes and try again.",
              "If it happens again, tell support.");
      case GRANT_NOT_CONFIRMED ->
          retry(
              "HubSpot did not confirm the grant",
              "You consented, but when asked, HubSpot did not confirm it. Nothing was connected.",
              "The consent may have been withdrawn at once, or belongs to another app.",
              "Try again. If it happens again, tell support.");
      case CALLBACK_MALFORMED ->
          retry(
              "The way back from HubSpot was damaged",
              "You came back from HubSpot without the answer that belongs to it. Nothing was"
                  + " connected.",
              "A browser extension or a privacy tool may have cut the address.",
              "Switch such extensions off, or use a private window, and try again.");
      case INVITATION_OVER ->
          back(
              "The invitation was over",
              "Somebody followed an invitation and consented at HubSpot, but by then the invitation"
                  + " had been used, withdrawn or had expired. Nothing was connected.",
              "An invitation is good for one portal, once, and for seven days at most.",
              "Look in the audit trail whether the portal was connected with it already.",
              "If not, send a new invitation.");
      case INTERRUPTED ->
          retry(
              "The authorization was interrupted",
              "You consented, but we were interrupted before it could be recorded. Nothing was"
                  + " connected.",
              "This part of the platform was restarted at that moment.",
              "Try again; HubSpot will ask you once more.");
    };
  }

  private Explanations() {}
}
