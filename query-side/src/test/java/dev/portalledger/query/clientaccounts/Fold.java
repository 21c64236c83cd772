package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.ScopeDrift;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.subject.SubjectId;
import dev.portalledger.query.RandomHistory.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What client accounts and plans were at a moment, made from the events one after the other. It
 * knows nothing of how the product does it. Of each stream it takes the events up to the first that
 * had not happened by then.
 */
final class Fold {

  private record Key(OrganizationId organization, long portal) {}

  private final Map<Key, ClientAccount> accounts = new HashMap<>();
  private final Map<OrganizationId, Plan> plans = new TreeMap<>(byValue());
  private final Map<OrganizationId, List<Feature>> features = new TreeMap<>(byValue());

  static Fold at(Instant moment, List<Step> history) {
    var fold = new Fold();
    Set<String> over = new HashSet<>();
    for (Step step : history) {
      switch (step.event()) {
        case SeatTaken _, SeatReleased _ -> {} // not read
        case PortalConnectionEvent e -> {
          if (isDue(e.occurredAt(), moment, step.stream(), over)) {
            fold.take(e, step.version());
          }
        }
        case OrganizationEvent e -> {
          if (isDue(e.occurredAt(), moment, step.stream(), over)) {
            fold.take(e);
          }
        }
        default -> throw new IllegalArgumentException("no rule for " + step.event());
      }
    }
    return fold;
  }

  /** In the list's order. */
  List<ClientAccount> list(OrganizationId organization) {
    return accounts.keySet().stream()
        .filter(key -> key.organization().equals(organization))
        .map(key -> account(organization, key.portal()))
        .sorted(
            Comparator.comparing((ClientAccount account) -> rank(account.status()))
                .thenComparing(account -> label(account.hubDomain()))
                .thenComparing(ClientAccount::portalId))
        .toList();
  }

  /** Null if there was nothing of it. */
  @Nullable ClientAccount account(OrganizationId organization, long portal) {
    var account = accounts.get(new Key(organization, portal));
    return account == null ? null : drifting(organization, account);
  }

  Usage usage(OrganizationId organization) {
    var plan = plans.get(organization);
    int connected = count(organization, ConnectionStatus.CONNECTED);
    int expired = count(organization, ConnectionStatus.EXPIRED);
    return new Usage(
        plan,
        plan == null || plan == Plan.CUSTOM ? null : Integer.valueOf(plan == Plan.PRO ? 3 : 10),
        connected + expired,
        new ByStatus(connected, expired, count(organization, ConnectionStatus.DISCONNECTED)),
        features.getOrDefault(organization, List.of()),
        null);
  }

  private static boolean isDue(Instant at, Instant moment, String stream, Set<String> over) {
    if (at.isAfter(moment)) {
      over.add(stream);
    }
    return !over.contains(stream);
  }

  private void take(OrganizationEvent event) {
    var organization = event.organizationId();
    switch (event) {
      case OrganizationRegistered e -> {
        plans.put(organization, e.plan());
        features.put(organization, e.features());
      }
      case PlanChanged e -> plans.put(organization, e.plan());
      case FeaturesChanged e -> features.put(organization, e.features());
      case SeatTaken _, SeatReleased _ -> {}
    }
  }

  private void take(PortalConnectionEvent event, long version) {
    var key = new Key(event.organizationId(), event.portalId().value());
    var before = accounts.get(key);
    accounts.put(
        key,
        switch (event) {
          case PortalConnected e ->
              granted(before, e.grant(), Cause.FIRST_GRANT, e.connectedBy(), event, version);
          case PortalReconnected e ->
              granted(before, e.grant(), Cause.NEW_GRANT, e.connectedBy(), event, version);
          case PortalExpired e -> expired(known(before), e, version);
          case PortalRevoked e -> revoked(known(before), e, version);
          case UpstreamRevocationConfirmed e ->
              answered(known(before), e.generation(), UpstreamRevocation.CONFIRMED, null, version);
          case UpstreamRevocationFailed e ->
              answered(
                  known(before),
                  e.generation(),
                  switch (e.cause()) {
                    case NOT_CONFIRMED_IN_TIME -> UpstreamRevocation.FAILED;
                    case TOKEN_SHARED -> UpstreamRevocation.SHARED;
                  },
                  null,
                  version);
          case AppUninstallAnswered e -> {
            var ending = known(before).ending();
            yield answered(
                known(before),
                e.generation(),
                null,
                ending == null
                    ? null
                    : new Ending(
                        ending.residualAccessUntil(),
                        ending.uninstallAsked(),
                        e.answer(),
                        ending.probe()),
                version);
          }
          case RevocationProbed e -> {
            var ending = known(before).ending();
            yield answered(
                known(before),
                e.generation(),
                null,
                ending == null
                    ? null
                    : new Ending(
                        ending.residualAccessUntil(),
                        ending.uninstallAsked(),
                        ending.uninstallAnswer(),
                        e.result()),
                version);
          }
        });
  }

  private static ClientAccount granted(
      @Nullable ClientAccount before,
      Grant grant,
      Cause cause,
      SubjectId by,
      PortalConnectionEvent event,
      long version) {
    Instant since =
        before != null && before.status() == ConnectionStatus.CONNECTED
            ? before.since()
            : event.occurredAt();
    String domain = grant.hubDomain();
    return new ClientAccount(
        event.portalId().value(),
        domain == null && before != null ? before.hubDomain() : domain,
        ConnectionStatus.CONNECTED,
        cause,
        since,
        event.occurredAt(),
        null,
        grant.generation(),
        grant.scopes(),
        List.of(),
        grant.authorizer().value(),
        grant.authorizerStanding(),
        null,
        by.value(),
        null,
        UpstreamRevocation.NONE,
        null,
        version);
  }

  private static ClientAccount expired(ClientAccount before, PortalExpired event, long version) {
    return ended(
        before,
        ConnectionStatus.EXPIRED,
        Cause.valueOf(event.cause().name()),
        event.occurredAt(),
        before.endedBy(),
        before.upstreamRevocation(),
        null,
        version);
  }

  private static ClientAccount revoked(ClientAccount before, PortalRevoked event, long version) {
    var by = event.by();
    return ended(
        before,
        ConnectionStatus.DISCONNECTED,
        Cause.valueOf(event.cause().name()),
        event.occurredAt(),
        by == null ? null : by.value(),
        switch (event.cause()) {
          case REMOVED_BY_MEMBER, ENDED_BY_OPERATOR, DISPUTED -> UpstreamRevocation.PENDING;
          case UNINSTALLED_IN_HUBSPOT, PORTAL_GONE -> UpstreamRevocation.NONE;
        },
        new Ending(
            event.residualAccessUntil(),
            event.extent() == RevocationExtent.GRANT_AND_APP,
            null,
            null),
        version);
  }

  /** Of a grant that is not the one that ended last, only the version is taken. */
  private static ClientAccount answered(
      ClientAccount before,
      int generation,
      @Nullable UpstreamRevocation upstream,
      @Nullable Ending ending,
      long version) {
    boolean concerns =
        before.status() == ConnectionStatus.DISCONNECTED && before.generation() == generation;
    return ended(
        before,
        before.status(),
        before.cause(),
        before.since(),
        before.endedBy(),
        concerns && upstream != null ? upstream : before.upstreamRevocation(),
        concerns && ending != null ? ending : before.ending(),
        version);
  }

  private static ClientAccount ended(
      ClientAccount before,
      ConnectionStatus status,
      Cause cause,
      Instant since,
      @Nullable String by,
      UpstreamRevocation upstream,
      @Nullable Ending ending,
      long version) {
    return new ClientAccount(
        before.portalId(),
        before.hubDomain(),
        status,
        cause,
        since,
        before.provenAt(),
        null,
        before.generation(),
        before.scopes(),
        List.of(),
        before.authorizer(),
        before.authorizerStanding(),
        null,
        before.connectedBy(),
        by,
        upstream,
        ending,
        version);
  }

  private ClientAccount drifting(OrganizationId organization, ClientAccount account) {
    var needed = features.get(organization);
    if (needed == null || account.status() != ConnectionStatus.CONNECTED) {
      return account;
    }
    var drift = CategoryDrift.of(ScopeDrift.between(needed, account.scopes(), List.of()));
    return new ClientAccount(
        account.portalId(),
        account.hubDomain(),
        account.status(),
        account.cause(),
        account.since(),
        account.provenAt(),
        null,
        account.generation(),
        account.scopes(),
        drift,
        account.authorizer(),
        account.authorizerStanding(),
        null,
        account.connectedBy(),
        account.endedBy(),
        account.upstreamRevocation(),
        account.ending(),
        account.version());
  }

  private int count(OrganizationId organization, ConnectionStatus status) {
    return (int) list(organization).stream().filter(account -> account.status() == status).count();
  }

  private static ClientAccount known(@Nullable ClientAccount before) {
    if (before == null) {
      throw new IllegalStateException("an event before the first grant");
    }
    return before;
  }

  private static int rank(ConnectionStatus status) {
    return switch (status) {
      case EXPIRED -> 0;
      case CONNECTED -> 1;
      case DISCONNECTED -> 2;
    };
  }

  private static String label(@Nullable String domain) {
    return domain == null ? "" : domain.toLowerCase(Locale.ROOT);
  }

  private static Comparator<OrganizationId> byValue() {
    return Comparator.comparing(OrganizationId::value);
  }
}
