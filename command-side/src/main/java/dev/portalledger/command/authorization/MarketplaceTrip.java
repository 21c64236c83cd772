package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.StartAuthorization.Bindings;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.hubspot.HubSpotSettings;
import dev.portalledger.command.vault.Sealer;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.command.web.Actor;
import dev.portalledger.events.authorization.AttemptId;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The second half of a round trip whose first half was at HubSpot's marketplace: an attempt like
 * any other, which has its answer when it starts.
 */
@Component
class MarketplaceTrip {

  private final Attempts attempts;
  private final GrantTaking grants;
  private final HubSpotSettings hubSpot;
  private final Sealer sealer;
  private final Commands commands;

  MarketplaceTrip(
      Attempts attempts,
      GrantTaking grants,
      HubSpotSettings hubSpot,
      Sealer sealer,
      Commands commands) {
    this.attempts = attempts;
    this.grants = grants;
    this.hubSpot = hubSpot;
    this.sealer = sealer;
    this.commands = commands;
  }

  Destination complete(Actor actor, String browserSecret, String code) {
    var state = Secrets.random();
    var id = start(actor, browserSecret, state);
    var attempt = attempts.find(Secrets.hash(state)).orElseThrow().attempt();
    if (!attempts.consume(id)) {
      throw new IllegalStateException("attempt " + id + " was over before it began");
    }
    return switch (grants.takeInstalled(attempt, state, code)) {
      case GrantTaking.Taken(var portal, var version) ->
          new Destination.ClientAccounts(portal, version);
      case GrantTaking.NotTaken(var outcome) -> {
        var _ = commands.send(new EndAuthorization(attempt, outcome), actor.subject());
        yield new Destination.AttemptResult(id);
      }
    };
  }

  /** Its state never leaves this process, and nobody will ask for its verifier. */
  private AttemptId start(Actor actor, String browserSecret, String state) {
    var id = new AttemptId(Secrets.random());
    var _ =
        commands.send(
            new StartAuthorization(
                actor.organization(),
                id,
                actor.subject(),
                null,
                null,
                new AskedScopes(hubSpot.requiredScopes(), List.of()),
                new Bindings(
                    Secrets.hash(state),
                    Secrets.hash(browserSecret),
                    VerifierSeal.seal(sealer, id, Secrets.random()))),
            actor.subject());
    return id;
  }
}
