package dev.portalledger.command.hubspot;

import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.connection.AuthorizerStanding;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;

/**
 * HubSpot's OAuth API. Every call ends within {@code ledger.hubspot.read-timeout}, is made once and
 * never throws for anything HubSpot does. None may be made within a database transaction.
 */
public interface HubSpot {

  /**
   * Turns a code into tokens. A code works once: what is returned here is the only answer there
   * will ever be.
   */
  Exchange exchange(OAuth2AuthorizationExchange exchange);

  /** What HubSpot says a refresh token is good for. */
  Introspection introspect(RefreshToken token);

  /** What HubSpot says an access token is good for. */
  Introspection introspect(AccessToken token);

  /** Whether a grant was given to this app and to no other. */
  boolean isOurs(Introspection.Active grant);

  /** Ends a grant. Harmless for one that is dead already or that HubSpot never knew. */
  Revoked revoke(RefreshToken token);

  /**
   * Removes the app from the portal that the token opens: every grant there dies, whoever gave it,
   * and HubSpot tells the portal's Super Admins.
   */
  Uninstalled uninstall(AccessToken token);

  /**
   * Whether the authorizer is a Super Admin. Not asked unless the grant's scopes allow it; whatever
   * goes wrong is {@code UNKNOWN}.
   */
  AuthorizerStanding authorizerStanding(AccessToken token, Introspection.Active grant);

  /** Whether a grant lets us ask about the authorizer at all. */
  boolean letsUsReadUsers(Introspection.Active grant);

  /** How the authorizer stands today; whatever goes wrong is {@code UNKNOWN}. */
  AuthorizerNow authorizerNow(AccessToken token, Introspection.Active grant);

  /** The outcome of an exchange. */
  sealed interface Exchange {

    record Granted(Tokens tokens) implements Exchange {}

    record Failed(FailureCause cause) implements Exchange {}
  }

  /** The outcome of an uninstall. */
  sealed interface Uninstalled {

    record Confirmed() implements Uninstalled {}

    record Failed(HubSpotFailure failure) implements Uninstalled {}
  }

  /** The outcome of a revocation. */
  sealed interface Revoked {

    record Confirmed() implements Revoked {}

    record Failed(HubSpotFailure failure) implements Revoked {}
  }
}
