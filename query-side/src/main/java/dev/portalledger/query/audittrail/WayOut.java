package dev.portalledger.query.audittrail;

import static java.util.Objects.requireNonNull;

import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import org.jspecify.annotations.Nullable;

/** What to do about what an entry tells; null if nothing is to be done. */
final class WayOut {

  static @Nullable String of(Entry entry) {
    return switch (entry.kind()) {
      case PORTAL_EXPIRED ->
          "Reconnect the portal as an admin of it. Until then it holds its seat.";
      case PORTAL_REVOKED -> afterRevocation(RevocationCause.valueOf(cause(entry)));
      case AUTHORIZATION_REFUSED,
          AUTHORIZATION_DENIED,
          AUTHORIZATION_FAILED,
          AUTHORIZATION_ABANDONED ->
          String.join(" ", Explanations.of(entry, null, entry.expectedPortal()).steps());
      case INVITATION_EXPIRED -> "Send a new one, if the portal is still to be connected.";
      case UPSTREAM_REVOCATION_FAILED ->
          Revoking.wayOut(UpstreamRevocationFailure.valueOf(cause(entry)));
      case APP_NOT_UNINSTALLED -> Revoking.wayOut(UninstallAnswer.valueOf(cause(entry)));
      case REVOCATION_NOT_PROVEN -> Revoking.wayOut(ProbeResult.valueOf(cause(entry)));
      case AUTHORIZATION_STARTED,
          INVITATION_ISSUED,
          INVITATION_ACCEPTED,
          INVITATION_USED,
          INVITATION_WITHDRAWN,
          PORTAL_CONNECTED,
          PORTAL_RECONNECTED,
          UPSTREAM_REVOCATION_CONFIRMED,
          APP_UNINSTALLED,
          REVOCATION_PROVEN,
          ORGANIZATION_REGISTERED,
          PLAN_CHANGED,
          FEATURES_CHANGED,
          ACCESS_LEASED,
          LEASED_WRITE_REFUSED,
          RECONNECT_REQUESTED,
          RECORDS_EXPORTED,
          EXPORT_CUT_OFF,
          RECORDS_READ,
          ERASURE_WITHDRAWN,
          SUBJECT_ERASED,
          LEGAL_HOLD_PLACED,
          LEGAL_HOLD_LIFTED,
          REPLAY_REQUESTED,
          REPLAY_CANCELLED ->
          null;
      case ERASURE_REQUESTED -> "Another owner or admin confirms it within seven days.";
      case ERASURE_EXPIRED -> "Ask again, if it is still to be erased.";
      case RETENTION_APPLIED ->
          "Nothing. That they were there is still proven; what they said is not known any more.";
      case LEDGER_FORKED ->
          "Compare the checkpoints you kept: what was signed before and is missing here was lost.";
      case SIGNING_KEY_ANNOUNCED ->
          "Keep the new key beside the one you have; ask for it by another way as well.";
    };
  }

  private static @Nullable String afterRevocation(RevocationCause cause) {
    return switch (cause) {
      case REMOVED_BY_MEMBER -> null;
      case ENDED_BY_OPERATOR -> "Reconnect the portal as an admin of it to go on.";
      case DISPUTED -> "Reconnect it only with an admin of the portal who agrees.";
      case UNINSTALLED_IN_HUBSPOT ->
          "Ask who removed it, then reconnect the portal as an admin of it.";
      case PORTAL_GONE -> "Connect the portal that took its place instead.";
    };
  }

  private static String cause(Entry entry) {
    return requireNonNull(entry.cause());
  }

  private WayOut() {}
}
