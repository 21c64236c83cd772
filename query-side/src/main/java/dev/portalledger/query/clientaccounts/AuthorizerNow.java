package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.AuthorizerStanding;

/** What HubSpot said of the authorizer when the connection was last proven. */
enum AuthorizerNow {
  UNKNOWN,
  SUPER_ADMIN,
  NOT_SUPER_ADMIN,
  DEACTIVATED;

  /**
   * Whether a connection rests on somebody who may no longer carry it.
   *
   * @param then how the authorizer stood at the grant: who never was a Super Admin connected by
   *     app-marketplace access, which HubSpot does not show
   */
  AuthorizerRisk since(AuthorizerStanding then) {
    return switch (this) {
      case UNKNOWN, SUPER_ADMIN -> AuthorizerRisk.NONE;
      case NOT_SUPER_ADMIN ->
          then == AuthorizerStanding.SUPER_ADMIN
              ? AuthorizerRisk.NO_LONGER_ADMIN
              : AuthorizerRisk.NONE;
      case DEACTIVATED -> AuthorizerRisk.DEACTIVATED;
    };
  }
}
