package dev.portalledger.events.connection;

/** What HubSpot says of a token it has revoked. */
public enum ProbeResult {
  DEAD,
  /** It still lives although it was revoked again and again. */
  ALIVE,
  /** HubSpot did not say. */
  NOT_ANSWERED,
  /**
   * The portal was connected again, and HubSpot gave that connection the very same token: whether
   * it had been dead can no longer be seen.
   */
  TOKEN_IN_USE_AGAIN
}
