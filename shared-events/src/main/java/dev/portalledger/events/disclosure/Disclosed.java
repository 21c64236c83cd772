package dev.portalledger.events.disclosure;

/** What of the ledger was looked at or taken out. */
public enum Disclosed {
  /** Entries of the audit trail. */
  AUDIT_TRAIL,
  /** Events in full, with all that proves them. */
  EVIDENCE,
  /** One client account: its state, its grant, its authorizer. */
  CLIENT_ACCOUNT,
  /** What is kept of one person; the question says whose, by the subject id. */
  PERSON
}
