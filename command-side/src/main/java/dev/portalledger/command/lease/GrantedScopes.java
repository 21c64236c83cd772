package dev.portalledger.command.lease;

import dev.portalledger.command.connection.Standing;
import dev.portalledger.command.connection.Standings;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The scopes of a grant. They never change within a generation, so they are read once. */
@Component
class GrantedScopes {

  private static final int MOST_KEPT = 10_000;

  private record Grant(OrganizationId organization, PortalId portal, int generation) {}

  private final Standings standings;
  private final Map<Grant, List<String>> known = new Latest();

  GrantedScopes(Standings standings) {
    this.standings = standings;
  }

  /** Empty if the connection does not stand on a grant of this generation. */
  Optional<List<String>> of(OrganizationId organization, PortalId portal, int generation) {
    var grant = new Grant(organization, portal, generation);
    synchronized (known) {
      var scopes = known.get(grant);
      if (scopes != null) {
        return Optional.of(scopes);
      }
    }
    return read(grant);
  }

  private Optional<List<String>> read(Grant grant) {
    return switch (standings.of(grant.organization(), grant.portal())) {
      case Standing.Connected(int generation, var scopes) when generation == grant.generation() -> {
        synchronized (known) {
          known.put(grant, scopes);
        }
        yield Optional.of(scopes);
      }
      case Standing.Connected _, Standing.Expired _, Standing.Disconnected _, Standing.Unknown _ ->
          Optional.empty();
    };
  }

  private static final class Latest extends LinkedHashMap<Grant, List<String>> {

    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Grant, List<String>> eldest) {
      return size() > MOST_KEPT;
    }
  }
}
