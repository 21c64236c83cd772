package dev.portalledger.query.replay.suppose;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.lease.AccessLeased;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one organization's history under another rule. What is refused has not happened: it holds
 * no seat, and nothing can be leased from it. A pure function of the events, one after the other.
 */
final class Supposition {

  /** An event and its id. */
  record Recorded(String id, Object event) {}

  private final Rule rule;
  private final Map<Long, ConnectionStatus> held = new HashMap<>();

  Supposition(Rule rule) {
    this.rule = rule;
  }

  /** Takes the next event; says so if it would have been refused. */
  Optional<Refused> next(Recorded recorded) {
    return switch (recorded.event()) {
      case PortalConnected e -> granted(recorded.id(), "portal-connected", e, e.grant());
      case PortalReconnected e -> granted(recorded.id(), "portal-reconnected", e, e.grant());
      case PortalExpired e -> {
        held.computeIfPresent(e.portalId().value(), (_, _) -> ConnectionStatus.EXPIRED);
        yield Optional.empty();
      }
      case PortalRevoked e -> {
        held.remove(e.portalId().value());
        yield Optional.empty();
      }
      case AccessLeased e -> leased(recorded.id(), e);
      // Neither grants nor uses anything.
      default -> Optional.empty();
    };
  }

  private Optional<Refused> granted(
      String id, String kind, PortalConnectionEvent event, Grant grant) {
    long portal = event.portalId().value();
    var missing =
        rule.requiredScopes().stream().filter(scope -> !grant.scopes().contains(scope)).toList();
    if (!missing.isEmpty()) {
      return refused(id, event.occurredAt(), kind, portal, Reason.SCOPES_MISSING, missing);
    }
    var limit = rule.planLimit();
    if (limit != null && !held.containsKey(portal) && held.size() >= limit) {
      return refused(id, event.occurredAt(), kind, portal, Reason.PLAN_LIMIT_REACHED, List.of());
    }
    held.put(portal, ConnectionStatus.CONNECTED);
    return Optional.empty();
  }

  private Optional<Refused> leased(String id, AccessLeased lease) {
    long portal = lease.portalId().value();
    return held.get(portal) == ConnectionStatus.CONNECTED
        ? Optional.empty()
        : refused(
            id,
            lease.occurredAt(),
            "access-leased",
            portal,
            Reason.PORTAL_NOT_CONNECTED,
            List.of());
  }

  private Optional<Refused> refused(
      String id, Instant at, String kind, long portal, Reason reason, List<String> missing) {
    return Optional.of(new Refused(id, at, kind, portal, reason, missing, held.size()));
  }
}
