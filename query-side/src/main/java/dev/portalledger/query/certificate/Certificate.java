package dev.portalledger.query.certificate;

import dev.portalledger.events.connection.ManualStep;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a certificate says. Read from what was signed, so that a page shows nothing else. */
record Certificate(
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

  record Grant(Instant at, String authorizer, String connectedBy, List<String> scopes) {}

  record Revoked(
      Instant at,
      RevocationCause cause,
      @Nullable String by,
      RevocationExtent extent,
      @Nullable Instant residualAccessUntil) {}

  record Uninstall(Instant at, UninstallAnswer answer) {}

  enum Answer {
    REVOKED,
    DEAD_BEFORE,
    NOT_REVOKED
  }

  record Upstream(
      Instant at,
      Answer answer,
      @Nullable UpstreamRevocationFailure failure,
      @Nullable ManualStep manualStep) {}

  record Probe(Instant at, ProbeResult result) {}

  record Entry(String id, long version, String kind, Instant at) {}

  Set<String> involved() {
    var subjects = new HashSet<>(Set.of(grant.authorizer(), grant.connectedBy()));
    String by = revoked.by();
    if (by != null) {
      subjects.add(by);
    }
    return subjects;
  }
}
