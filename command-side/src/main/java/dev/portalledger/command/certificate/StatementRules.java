package dev.portalledger.command.certificate;

import dev.portalledger.command.certificate.Statement.Answer;
import dev.portalledger.command.certificate.Statement.Entry;
import dev.portalledger.command.certificate.Statement.Probe;
import dev.portalledger.command.certificate.Statement.Revoked;
import dev.portalledger.command.certificate.Statement.Uninstall;
import dev.portalledger.command.certificate.Statement.Upstream;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from the events of one grant what its certificate says. */
final class StatementRules {

  /** An event, and where the ledger has it. */
  record Recorded(String id, long version, String kind, PortalConnectionEvent event) {}

  /** Which grant of its organization an event is about. */
  static int generation(PortalConnectionEvent event) {
    return switch (event) {
      case PortalConnected e -> e.grant().generation();
      case PortalReconnected e -> e.grant().generation();
      case PortalExpired e -> e.generation();
      case PortalRevoked e -> e.generation();
      case UpstreamRevocationConfirmed e -> e.generation();
      case UpstreamRevocationFailed e -> e.generation();
      case AppUninstallAnswered e -> e.generation();
      case RevocationProbed e -> e.generation();
    };
  }

  /**
   * Makes the statement; empty while the grant has not ended, here and at HubSpot.
   *
   * @param events of one grant, oldest first
   */
  static Optional<Statement> read(String issuer, List<Recorded> events) {
    var granted = granted(events);
    var revoked = only(events, PortalRevoked.class);
    var upstream = upstream(events);
    if (granted == null || revoked == null || upstream == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Statement(
            Statement.TYPE,
            issuer,
            revoked.organizationId().value(),
            revoked.portalId().value(),
            granted.hubDomain(),
            revoked.generation(),
            granted.grant(),
            revoked(revoked),
            uninstall(events),
            upstream,
            probe(events),
            events.stream().map(StatementRules::entry).toList()));
  }

  private record Granted(@Nullable String hubDomain, Statement.Grant grant) {}

  private static @Nullable Granted granted(List<Recorded> events) {
    return switch (events.isEmpty() ? null : events.getFirst().event()) {
      case PortalConnected e -> granted(e, e.grant(), e.connectedBy().value());
      case PortalReconnected e -> granted(e, e.grant(), e.connectedBy().value());
      case null, default -> null;
    };
  }

  private static Granted granted(PortalConnectionEvent event, Grant grant, String by) {
    return new Granted(
        grant.hubDomain(),
        new Statement.Grant(event.occurredAt(), grant.authorizer().value(), by, grant.scopes()));
  }

  private static Revoked revoked(PortalRevoked event) {
    var by = event.by();
    return new Revoked(
        event.occurredAt(),
        event.cause(),
        by == null ? null : by.value(),
        event.extent(),
        event.residualAccessUntil());
  }

  private static @Nullable Uninstall uninstall(List<Recorded> events) {
    var answered = only(events, AppUninstallAnswered.class);
    return answered == null ? null : new Uninstall(answered.occurredAt(), answered.answer());
  }

  /** A grant that had expired left no token to revoke. */
  private static @Nullable Upstream upstream(List<Recorded> events) {
    var confirmed = only(events, UpstreamRevocationConfirmed.class);
    if (confirmed != null) {
      var answer = only(events, PortalExpired.class) == null ? Answer.REVOKED : Answer.DEAD_BEFORE;
      return new Upstream(confirmed.occurredAt(), answer, null, null);
    }
    var failed = only(events, UpstreamRevocationFailed.class);
    return failed == null
        ? null
        : new Upstream(
            failed.occurredAt(), Answer.NOT_REVOKED, failed.cause(), failed.manualStep());
  }

  private static @Nullable Probe probe(List<Recorded> events) {
    var probed = only(events, RevocationProbed.class);
    return probed == null ? null : new Probe(probed.occurredAt(), probed.result());
  }

  private static Entry entry(Recorded recorded) {
    return new Entry(
        recorded.id(), recorded.version(), recorded.kind(), recorded.event().occurredAt());
  }

  private static <E extends PortalConnectionEvent> @Nullable E only(
      List<Recorded> events, Class<E> kind) {
    return events.stream()
        .map(Recorded::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElse(null);
  }

  private StatementRules() {}
}
