package dev.portalledger.events.subject;

/** Why somebody's personal data has to stay. A choice and no text, as {@link ErasureReason}. */
public enum HoldReason {
  /** Claims are made or defended. */
  LEGAL_CLAIM,
  /** A law says for how long. */
  DUTY_TO_KEEP,
  /** A court or an authority said so. */
  ORDERED
}
