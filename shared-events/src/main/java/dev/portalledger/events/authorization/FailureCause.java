package dev.portalledger.events.authorization;

/** Why a consent could not be turned into a grant. Nobody's portal changed. */
public enum FailureCause {
  /** HubSpot does not know the code, or it was too old, or used before. */
  CODE_REJECTED,
  /** HubSpot refused this app itself (client id, secret, redirect URI): ours to mend. */
  APP_MISCONFIGURED,
  /** HubSpot did not answer in time, or with an error of its own. */
  HUBSPOT_UNAVAILABLE,
  HUBSPOT_RATE_LIMITED,
  /** HubSpot's answer was not what its API promises. */
  HUBSPOT_ANSWER_UNREADABLE,
  /** The fresh token was not confirmed by introspection, or belongs to another app. */
  GRANT_NOT_CONFIRMED,
  /** The callback brought neither a code nor an error, or one that cannot be. */
  CALLBACK_MALFORMED,
  /** The invitation was used, withdrawn or expired meanwhile; the code was not exchanged. */
  INVITATION_OVER,
  /** The process stopped between consent and decision. */
  INTERRUPTED
}
