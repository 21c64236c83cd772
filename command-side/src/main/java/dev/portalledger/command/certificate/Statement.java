package dev.portalledger.command.certificate;

import dev.portalledger.events.connection.ManualStep;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says, in the order it is written. People are named by their subject ids, so
 * that it stays true when a person is forgotten. What did not happen is null.
 *
 * @param issuer the ledger's public address
 * @param events the entries of the ledger that it was read from, oldest first
 */
record Statement(
    String type,
    String issuer,
    String organization,
    long portal,
    @Nullable String hubDomain,
    int generation,
    Grant grant,
    Revoked revoked,
    @Nullable Uninstall uninstall,
    Upstream upstream,
    @Nullable Probe probe,
    List<Entry> events) {

  static final String TYPE = "portal-ledger/revocation-certificate/1";

  record Grant(Instant at, String authorizer, String connectedBy, List<String> scopes) {}

  /**
   * The end here.
   *
   * @param by the member who ended it; null when HubSpot did
   * @param residualAccessUntil until when tokens issued before may have opened the portal
   */
  record Revoked(
      Instant at,
      RevocationCause cause,
      @Nullable String by,
      RevocationExtent extent,
      @Nullable Instant residualAccessUntil) {}

  record Uninstall(Instant at, UninstallAnswer answer) {}

  /** How HubSpot came to end the grant. */
  enum Answer {
    /** HubSpot was told to revoke the token and confirmed it. */
    REVOKED,
    /** HubSpot had ended the grant before; no token was left. */
    DEAD_BEFORE,
    /** It was not revoked at HubSpot; {@code failure} says why. */
    NOT_REVOKED
  }

  record Upstream(
      Instant at,
      Answer answer,
      @Nullable UpstreamRevocationFailure failure,
      @Nullable ManualStep manualStep) {}

  /** HubSpot was asked later whether the token still lives. */
  record Probe(Instant at, ProbeResult result) {}

  record Entry(String id, long version, String kind, Instant at) {}
}
