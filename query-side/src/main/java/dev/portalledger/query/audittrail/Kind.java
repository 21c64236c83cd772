package dev.portalledger.query.audittrail;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entry is about. The names are part of the API and never change. */
enum Kind {
  AUTHORIZATION_STARTED(Outcome.STARTED),
  INVITATION_ACCEPTED(Outcome.STARTED),
  PORTAL_CONNECTED(Outcome.SUCCEEDED),
  PORTAL_RECONNECTED(Outcome.SUCCEEDED),
  AUTHORIZATION_REFUSED(Outcome.REFUSED),
  AUTHORIZATION_DENIED(Outcome.DENIED),
  AUTHORIZATION_FAILED(Outcome.FAILED),
  AUTHORIZATION_ABANDONED(Outcome.ABANDONED),
  PORTAL_EXPIRED(Outcome.ENDED),
  PORTAL_REVOKED(Outcome.ENDED),
  UPSTREAM_REVOCATION_CONFIRMED(Outcome.SUCCEEDED),
  UPSTREAM_REVOCATION_FAILED(Outcome.FAILED),
  APP_UNINSTALLED(Outcome.SUCCEEDED),
  APP_NOT_UNINSTALLED(Outcome.FAILED),
  REVOCATION_PROVEN(Outcome.SUCCEEDED),
  REVOCATION_NOT_PROVEN(Outcome.FAILED),
  ORGANIZATION_REGISTERED(Outcome.CHANGED),
  PLAN_CHANGED(Outcome.CHANGED),
  FEATURES_CHANGED(Outcome.CHANGED),
  INVITATION_ISSUED(Outcome.STARTED),
  INVITATION_USED(Outcome.SUCCEEDED),
  INVITATION_WITHDRAWN(Outcome.ENDED),
  INVITATION_EXPIRED(Outcome.ENDED),
  ACCESS_LEASED(Outcome.SUCCEEDED),
  LEASED_WRITE_REFUSED(Outcome.REFUSED),
  RECONNECT_REQUESTED(Outcome.STARTED),
  RECORDS_EXPORTED(Outcome.SUCCEEDED),
  EXPORT_CUT_OFF(Outcome.FAILED),
  RECORDS_READ(Outcome.SUCCEEDED),
  ERASURE_REQUESTED(Outcome.STARTED),
  ERASURE_WITHDRAWN(Outcome.ENDED),
  ERASURE_EXPIRED(Outcome.ENDED),
  SUBJECT_ERASED(Outcome.SUCCEEDED),
  LEGAL_HOLD_PLACED(Outcome.CHANGED),
  LEGAL_HOLD_LIFTED(Outcome.CHANGED),
  RETENTION_APPLIED(Outcome.SUCCEEDED),
  LEDGER_FORKED(Outcome.CHANGED),
  SIGNING_KEY_ANNOUNCED(Outcome.CHANGED),
  REPLAY_REQUESTED(Outcome.STARTED),
  REPLAY_CANCELLED(Outcome.ENDED);

  private final Outcome outcome;

  Kind(Outcome outcome) {
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }

  /** An attempt that is only this far has no outcome yet. */
  boolean isUnderWay() {
    return this == AUTHORIZATION_STARTED || this == INVITATION_ACCEPTED;
  }

  /** As stored, and as the API says it. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Kind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
