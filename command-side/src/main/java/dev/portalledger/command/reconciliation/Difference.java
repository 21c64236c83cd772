package dev.portalledger.command.reconciliation;

/** Where the vault and the ledger do not agree. */
record Difference(Kind kind, long portalId) {

  enum Kind {
    /** A credential lives, but the last event of its portal is not the grant it says it is of. */
    CREDENTIAL_WITHOUT_EVENT,
    /** The last event of the portal is a grant, but no credential of it lives. */
    EVENT_WITHOUT_CREDENTIAL
  }
}
