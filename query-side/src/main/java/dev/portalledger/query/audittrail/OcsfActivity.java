package dev.portalledger.query.audittrail;

/** The activities of OCSF's class Entity Management, as far as the trail has any. */
enum OcsfActivity {
  CREATE(1, "Create"),
  READ(2, "Read"),
  UPDATE(3, "Update"),
  DELETE(4, "Delete");

  private final int id;
  private final String caption;

  OcsfActivity(int id, String caption) {
    this.id = id;
    this.caption = caption;
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }

  static OcsfActivity of(Kind kind) {
    return switch (kind) {
      case AUTHORIZATION_STARTED,
          INVITATION_ISSUED,
          PORTAL_CONNECTED,
          ORGANIZATION_REGISTERED,
          RECONNECT_REQUESTED,
          ERASURE_REQUESTED ->
          CREATE;
      case ACCESS_LEASED,
          RECORDS_EXPORTED,
          EXPORT_CUT_OFF,
          RECORDS_READ,
          REPLAY_REQUESTED,
          REPLAY_CANCELLED ->
          READ;
      case INVITATION_ACCEPTED,
          INVITATION_USED,
          PORTAL_RECONNECTED,
          AUTHORIZATION_REFUSED,
          AUTHORIZATION_DENIED,
          AUTHORIZATION_FAILED,
          AUTHORIZATION_ABANDONED,
          PORTAL_EXPIRED,
          UPSTREAM_REVOCATION_CONFIRMED,
          UPSTREAM_REVOCATION_FAILED,
          APP_NOT_UNINSTALLED,
          REVOCATION_PROVEN,
          REVOCATION_NOT_PROVEN,
          PLAN_CHANGED,
          LEDGER_FORKED,
          SIGNING_KEY_ANNOUNCED,
          FEATURES_CHANGED,
          LEASED_WRITE_REFUSED,
          ERASURE_WITHDRAWN,
          ERASURE_EXPIRED,
          LEGAL_HOLD_PLACED,
          LEGAL_HOLD_LIFTED ->
          UPDATE;
      case PORTAL_REVOKED,
          APP_UNINSTALLED,
          INVITATION_WITHDRAWN,
          INVITATION_EXPIRED,
          RETENTION_APPLIED,
          SUBJECT_ERASED ->
          DELETE;
    };
  }
}
