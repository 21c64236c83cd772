package dev.portalledger.command.proof;

import dev.portalledger.command.hubspot.AuthorizerNow;
import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.hubspot.Introspection;
import dev.portalledger.command.refresh.Fresh;
import dev.portalledger.command.refresh.FreshTokens;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks whether the person a connection rests on still has the rights it rests on. */
@Component
class Authorizers {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

  private final HubSpot hubSpot;
  private final FreshTokens fresh;

  Authorizers(HubSpot hubSpot, FreshTokens fresh) {
    this.hubSpot = hubSpot;
    this.fresh = fresh;
  }

  /** Costs no call unless the grant lets us read users. */
  AuthorizerNow now(Due due, Introspection.Active grant) {
    if (!hubSpot.letsUsReadUsers(grant)) {
      return AuthorizerNow.UNKNOWN;
    }
    return switch (fresh.atLeast(due.organization(), due.portal(), LONG_ENOUGH)) {
      case Fresh.Live live -> hubSpot.authorizerNow(live.token(), grant);
      case Fresh.NotHeld _, Fresh.Dead _, Fresh.Unavailable _ -> AuthorizerNow.UNKNOWN;
    };
  }
}
