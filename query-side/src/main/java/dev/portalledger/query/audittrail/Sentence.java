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

/** An entry in one sentence. */
record Sentence(Entry entry, Map<String, Person> named) {

  String text() {
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

  private String erased() {
    String second = name(requireNonNull(entry.confirmedBy()));
    return entry.actor().equals(entry.confirmedBy())
        ? "Personal data was erased as asked for in another organization; " + second + " confirmed"
        : "Personal data was erased: %s asked, %s confirmed".formatted(actor(), second);
  }

  private String features() {
    return entry.features().stream().map(Feature::name).collect(Collectors.joining(", "));
  }

  private String actor() {
    return name(entry.actor());
  }

  private @Nullable String authorizer() {
    return entry.authorizer() == null ? null : name(entry.authorizer());
  }

  private @Nullable String subject() {
    return entry.subject() == null ? null : name(entry.subject());
  }

  private String name(String id) {
    return Involved.name(named, id);
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

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
