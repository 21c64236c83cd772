package dev.portalledger.query.audittrail;

import static java.util.Objects.requireNonNull;

import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.query.people.Person;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An entry in the words of a page. */
record Told(Entry entry, Map<String, Person> named) {

  public String outcomeText() {
    String name = entry.outcome().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  public String outcomeClass() {
    return entry.outcome().name().toLowerCase(Locale.ROOT);
  }

  public String actor() {
    return Involved.name(named, entry.actor());
  }

  public @Nullable String authorizer() {
    return entry.authorizer() == null ? null : Involved.name(named, entry.authorizer());
  }

  public String sentence() {
    return switch (entry.kind()) {
      case AUTHORIZATION_STARTED ->
          entry.expectedPortal() == null
              ? actor() + " set out to connect a portal"
              : actor() + " set out to reconnect " + portal(entry.expectedPortal());
      case INVITATION_ACCEPTED ->
          "Somebody followed an invitation of %s and went to HubSpot".formatted(actor());
      case PORTAL_CONNECTED ->
          actor() + " connected " + portal() + "; authorized by " + authorizer();
      case PORTAL_RECONNECTED ->
          actor() + " reconnected " + portal() + "; authorized by " + authorizer();
      case AUTHORIZATION_REFUSED -> refused(RefusalReason.valueOf(cause()));
      case AUTHORIZATION_DENIED ->
          "HubSpot was told no: the authorization " + actor() + " had started was declined";
      case AUTHORIZATION_FAILED -> failed(FailureCause.valueOf(cause()));
      case AUTHORIZATION_ABANDONED ->
          "Nothing came back from HubSpot for the authorization " + actor() + " had started";
      case PORTAL_EXPIRED -> expired(ExpiryCause.valueOf(cause()));
      case PORTAL_REVOKED -> revoked(RevocationCause.valueOf(cause()));
      case UPSTREAM_REVOCATION_CONFIRMED ->
          "HubSpot confirmed that the access to " + portal() + " is revoked";
      case UPSTREAM_REVOCATION_FAILED ->
          Revoking.notRevoked(UpstreamRevocationFailure.valueOf(cause()), portal());
      case APP_UNINSTALLED, APP_NOT_UNINSTALLED ->
          Revoking.uninstall(UninstallAnswer.valueOf(cause()), portal());
      case REVOCATION_PROVEN, REVOCATION_NOT_PROVEN ->
          Revoking.probe(ProbeResult.valueOf(cause()), portal());
      case ORGANIZATION_REGISTERED ->
          actor() + " registered the organization on plan " + entry.plan();
      case PLAN_CHANGED -> actor() + " changed the plan to " + entry.plan();
      case FEATURES_CHANGED ->
          actor()
              + (entry.features().isEmpty()
                  ? " switched off all features"
                  : " set the features to " + features());
      case INVITATION_ISSUED -> invited(Purpose.valueOf(cause()));
      case INVITATION_USED ->
          "%s authorized %s with an invitation of %s".formatted(authorizer(), portal(), actor());
      case INVITATION_WITHDRAWN -> actor() + " withdrew an invitation";
      case INVITATION_EXPIRED -> "Nobody used an invitation of " + actor() + " in its time";
      case ACCESS_LEASED -> leased(Purpose.valueOf(cause()));
      case LEASED_WRITE_REFUSED -> refusedWrite(Purpose.valueOf(cause()));
      case RECONNECT_REQUESTED -> actor() + " asked for " + portal() + " to be reconnected";
      case RECORDS_EXPORTED -> actor() + " took out " + disclosed();
      case EXPORT_CUT_OFF -> actor() + " began to take out " + disclosed() + ", but it was cut off";
      case RECORDS_READ -> actor() + " read " + disclosed();
      case ERASURE_REQUESTED ->
          actor() + " asked for the personal data of " + subject() + " to be erased";
      case ERASURE_WITHDRAWN ->
          actor() + " withdrew the request to erase the personal data of " + subject();
      case ERASURE_EXPIRED ->
          "Nobody confirmed in its time that the personal data of %s is to be erased"
              .formatted(subject());
      case SUBJECT_ERASED -> erased();
      case LEGAL_HOLD_PLACED ->
          actor() + " placed a legal hold on the personal data of " + subject();
      case LEGAL_HOLD_LIFTED ->
          actor() + " lifted the legal hold on the personal data of " + subject();
      case RETENTION_APPLIED ->
          "%s, operator of this platform, dropped old records as the retention period says"
              .formatted(actor());
      case LEDGER_FORKED ->
          "The ledger was begun once more by the operator, since it was not what was signed of it";
      case SIGNING_KEY_ANNOUNCED -> "The ledger is signed with another key from here on";
      case REPLAY_REQUESTED -> actor() + " had history replayed " + entry.detail();
      case REPLAY_CANCELLED -> actor() + " cancelled a replay";
    };
  }

  private String erased() {
    String second = Involved.name(named, requireNonNull(entry.confirmedBy()));
    return entry.actor().equals(entry.confirmedBy())
        ? "Personal data was erased as asked for in another organization; " + second + " confirmed"
        : "Personal data was erased: %s asked, %s confirmed".formatted(actor(), second);
  }

  /** Whose personal data it is about; null for entries that are about none. */
  public @Nullable String subject() {
    return entry.subject() == null ? null : Involved.name(named, entry.subject());
  }

  private String refused(RefusalReason reason) {
    String tried = actor() + " could not connect " + portal() + ": ";
    return switch (reason) {
      case PORTAL_HELD_BY_ANOTHER_ORGANIZATION -> tried + "another organization holds it";
      case PLAN_LIMIT_REACHED -> tried + "all seats of the plan were taken";
      case WRONG_PORTAL ->
          "%s wanted to reconnect portal %s, but %s was picked in HubSpot"
              .formatted(actor(), entry.expectedPortal(), portal());
      case SCOPES_MISSING -> tried + "required scopes were not granted";
      case ORGANIZATION_UNKNOWN -> tried + "the organization was not registered";
    };
  }

  private String failed(FailureCause cause) {
    String began = "The authorization " + actor() + " had started failed: ";
    return switch (cause) {
      case CODE_REJECTED -> began + "HubSpot did not accept its own code";
      case APP_MISCONFIGURED -> began + "HubSpot refused our app";
      case HUBSPOT_UNAVAILABLE -> began + "HubSpot did not answer";
      case HUBSPOT_RATE_LIMITED -> began + "HubSpot had too many requests";
      case HUBSPOT_ANSWER_UNREADABLE -> began + "HubSpot's answer could not be read";
      case GRANT_NOT_CONFIRMED -> began + "HubSpot did not confirm the grant";
      case CALLBACK_MALFORMED -> began + "the way back from HubSpot was damaged";
      case INVITATION_OVER -> began + "the invitation was used, withdrawn or expired meanwhile";
      case INTERRUPTED -> began + "it was interrupted on our side";
    };
  }

  private String expired(ExpiryCause cause) {
    return switch (cause) {
      case GRANT_DEAD ->
          capital(portal()) + " expired: HubSpot no longer accepts the authorization";
      case REFRESH_OUTCOME_LOST ->
          capital(portal()) + " expired: the authorization was lost while HubSpot renewed it";
    };
  }

  /** What to do about it; null if nothing is to be done. */
  public @Nullable String wayOut() {
    return switch (entry.kind()) {
      case PORTAL_EXPIRED ->
          "Reconnect the portal as an admin of it. Until then it holds its seat.";
      case PORTAL_REVOKED -> afterRevocation(RevocationCause.valueOf(cause()));
      case AUTHORIZATION_REFUSED,
          AUTHORIZATION_DENIED,
          AUTHORIZATION_FAILED,
          AUTHORIZATION_ABANDONED ->
          String.join(" ", Explanations.of(entry, null, entry.expectedPortal()).steps());
      case INVITATION_EXPIRED -> "Send a new one, if the portal is still to be connected.";
      case UPSTREAM_REVOCATION_FAILED ->
          Revoking.wayOut(UpstreamRevocationFailure.valueOf(cause()));
      case APP_NOT_UNINSTALLED -> Revoking.wayOut(UninstallAnswer.valueOf(cause()));
      case REVOCATION_NOT_PROVEN -> Revoking.wayOut(ProbeResult.valueOf(cause()));
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

  /** Whether this is HubSpot's last answer to a revocation: then there is a certificate of it. */
  public boolean isCertified() {
    return entry.kind() == Kind.REVOCATION_PROVEN
        || entry.kind() == Kind.REVOCATION_NOT_PROVEN
        || entry.kind() == Kind.UPSTREAM_REVOCATION_FAILED;
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

  private String revoked(RevocationCause cause) {
    return switch (cause) {
      case REMOVED_BY_MEMBER -> actor() + " removed " + portal();
      case ENDED_BY_OPERATOR ->
          actor() + ", operator of this platform, ended " + portal() + " for safety's sake";
      case DISPUTED -> capital(portal()) + " was ended: its authorizer disputed the authorization";
      case UNINSTALLED_IN_HUBSPOT -> "The app was removed from " + portal() + " in HubSpot";
      case PORTAL_GONE -> "HubSpot no longer knows " + portal();
    };
  }

  private String invited(Purpose purpose) {
    String whom =
        entry.expectedPortal() == null
            ? "somebody to authorize a portal"
            : "an admin of " + portal(entry.expectedPortal()) + " to authorize it";
    String invited = actor() + " invited " + whom;
    return switch (purpose) {
      case AUDIT -> invited + " for audits, which only read";
      case IMPLEMENTATION -> invited + " for importing and deploying";
    };
  }

  private String leased(Purpose purpose) {
    String taken = actor() + " leased access to " + portal();
    return switch (purpose) {
      case AUDIT -> taken + " to read it (" + entry.detail() + ")";
      case IMPLEMENTATION -> taken + " to read and write it (" + entry.detail() + ")";
    };
  }

  private String refusedWrite(Purpose purpose) {
    String tried = "%s from %s to %s".formatted(entry.detail(), actor(), portal());
    return switch (purpose) {
      case AUDIT -> tried + " was refused: the lease is for reading only";
      case IMPLEMENTATION -> tried + " was refused: no lease is good for it";
    };
  }

  private String disclosed() {
    return switch (Disclosed.valueOf(cause())) {
      case AUDIT_TRAIL -> "the audit trail";
      case EVIDENCE -> "an evidence bundle";
      case CLIENT_ACCOUNT ->
          entry.portalId() == null ? "a client account" : "the client account of " + portal();
      case PERSON -> "what is kept of a person";
    };
  }

  /** What an entry's cause is called. */
  public String causeLabel() {
    return switch (entry.kind()) {
      case RECORDS_EXPORTED, EXPORT_CUT_OFF, RECORDS_READ -> "Records";
      default -> entry.detail() == null || entry.subject() != null ? "Cause" : "Purpose";
    };
  }

  /** What an entry's detail is called. */
  public String detailLabel() {
    if (entry.subject() != null) {
      return "Case";
    }
    return switch (entry.kind()) {
      case ACCESS_LEASED, LEDGER_FORKED -> "Reason";
      case RETENTION_APPLIED -> "Dropped";
      case SIGNING_KEY_ANNOUNCED -> "Key";
      default -> "Asked for";
    };
  }

  private String portal() {
    return portal(requireNonNull(entry.portalId()));
  }

  private String portal(long id) {
    return entry.hubDomain() == null || !Long.valueOf(id).equals(entry.portalId())
        ? "portal " + id
        : "portal " + id + " (" + entry.hubDomain() + ")";
  }

  private String cause() {
    return requireNonNull(entry.cause());
  }

  private String features() {
    return entry.features().stream().map(Feature::name).collect(Collectors.joining(", "));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
