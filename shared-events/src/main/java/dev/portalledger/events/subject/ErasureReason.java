package dev.portalledger.events.subject;

/**
 * Why somebody's personal data is to be erased. A choice and no text, for whatever is typed into a
 * text may be personal data itself, and events are kept for ever.
 */
public enum ErasureReason {
  /** The person asked for it. */
  ASKED_BY_THE_PERSON,
  /** The person does not work here, or for this client, any more. */
  NO_LONGER_NEEDED,
  /** It should never have been kept. */
  KEPT_WITHOUT_RIGHT,
  /** A court or an authority said so. */
  ORDERED
}
