package dev.portalledger.standalone.hubspot;

import java.util.List;

/**
 * A person in one account; who works in several has the same e-mail address and user id in each.
 *
 * @param lacksScopes scopes this user's own permissions do not cover
 */
record HubUser(
    long userId,
    String email,
    Name name,
    Standing standing,
    List<String> lacksScopes,
    boolean active) {

  HubUser {
    lacksScopes = List.copyOf(lacksScopes);
  }

  boolean mayConnectApps() {
    return standing != Standing.NEITHER;
  }

  boolean superAdmin() {
    return standing == Standing.SUPER_ADMIN;
  }

  HubUser active(boolean next) {
    return new HubUser(userId, email, name, standing, lacksScopes, next);
  }

  boolean holds(String scope) {
    return !lacksScopes.contains(scope);
  }

  /** What HubSpot looks at when somebody wants to connect an app. */
  enum Standing {
    SUPER_ADMIN,
    MARKETPLACE_ACCESS,
    NEITHER
  }

  /** As the users API spells it. */
  record Name(String first, String last) {}
}
