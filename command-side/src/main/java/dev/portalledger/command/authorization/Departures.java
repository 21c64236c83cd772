package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.AuthorizationStart.Start;
import dev.portalledger.command.connection.Connections;
import dev.portalledger.command.organization.Organizations;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.PortalId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What pages and programs share when a member sets out for HubSpot. */
@Component
class Departures {

  private final AuthorizationStart start;
  private final Organizations organizations;
  private final Connections connections;

  Departures(AuthorizationStart start, Organizations organizations, Connections connections) {
    this.start = start;
    this.organizations = organizations;
    this.connections = connections;
  }

  Start.Begun toAdd(Actor actor, HttpServletRequest request) {
    return begin(actor, null, request);
  }

  Start.Begun toReconnect(Actor actor, PortalId portal, HttpServletRequest request) {
    if (!connections.known(actor.organization(), portal)) {
      throw Trouble.unknownPortal();
    }
    return begin(actor, portal, request);
  }

  private Start.Begun begin(Actor actor, @Nullable PortalId expected, HttpServletRequest request) {
    var features =
        organizations
            .features(actor.organization())
            .orElseThrow(
                () ->
                    new Trouble(
                        ProblemType.CONFLICT,
                        "Your organization is not registered here yet, so nothing can be connected"
                            + " for it. Ask the platform's operator to register it."));
    return switch (start.begin(
        actor.organization(),
        actor.subject(),
        features,
        expected,
        BrowserCookie.inOrFresh(request))) {
      case Start.Begun begun -> begun;
      case Start.TooManyOpen(int limit) ->
          throw new Trouble(
              ProblemType.RATE_LIMITED,
              "You have %d authorizations open at HubSpot. Finish one of them, or wait until they end by themselves."
                  .formatted(limit));
    };
  }
}
