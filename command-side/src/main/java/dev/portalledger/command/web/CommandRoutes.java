package dev.portalledger.command.web;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** Every route of this side and who may take it. What is not in the table is not this side's. */
final class CommandRoutes {

  /**
   * One row of the table.
   *
   * @param roles empty means everybody, signed in or not
   */
  record Route(HttpMethod method, String pattern, Set<Role> roles) {}

  private static final Set<Role> MANAGERS = Set.of(Role.OWNER, Role.ADMIN);
  private static final Set<Role> LEASEHOLDERS =
      Set.of(Role.OWNER, Role.ADMIN, Role.MEMBER, Role.SERVICE);
  private static final Set<Role> EXAMINERS = Set.of(Role.OWNER, Role.ADMIN, Role.AUDITOR);
  private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
  private static final Set<Role> MANAGERS_AND_OPERATORS =
      Set.of(Role.OWNER, Role.ADMIN, Role.OPERATOR);
  private static final Set<Role> EVERYBODY = Set.of();

  /** HubSpot comes here by itself, without any form of ours. */
  static final String SIGNED = "/webhooks/hubspot";

  /** Forms of people without a session: each carries the very cookie its page had set. */
  static final String ACCEPTANCE = "/invitations/acceptance";

  static final String DISPUTE = "/invited/dispute";

  static final List<Route> TABLE =
      List.of(
          new Route(POST, "/client-accounts/add", MANAGERS),
          new Route(POST, "/client-accounts/{portalId}/reconnect", MANAGERS),
          new Route(POST, "/client-accounts/{portalId}/remove", MANAGERS),
          new Route(POST, "/client-accounts/marketplace", MANAGERS),
          new Route(POST, "/client-accounts/invitations", MANAGERS),
          new Route(POST, "/client-accounts/invitations/{invitationId}/withdraw", MANAGERS),
          new Route(POST, "/client-accounts/removals", MANAGERS),
          new Route(POST, "/api/v1/portals/removals", MANAGERS),
          new Route(POST, "/api/v1/organizations/{organizationId}/revocations", OPERATORS),
          new Route(POST, "/api/v1/revocations", OPERATORS),
          new Route(POST, "/api/v1/authorizations", MANAGERS),
          new Route(POST, "/api/v1/portals/{portalId}/reconnection", MANAGERS),
          new Route(DELETE, "/api/v1/portals/{portalId}", MANAGERS),
          new Route(POST, "/api/v1/campaigns", MANAGERS),
          new Route(POST, "/campaigns", MANAGERS),
          new Route(POST, "/api/v1/replays", EXAMINERS),
          new Route(DELETE, "/api/v1/replays/{replayId}", EXAMINERS),
          new Route(POST, "/compliance/replays", EXAMINERS),
          new Route(POST, "/compliance/replays/{replayId}/cancel", EXAMINERS),
          new Route(POST, "/api/v1/invitations", MANAGERS),
          new Route(DELETE, "/api/v1/invitations/{invitationId}", MANAGERS),
          new Route(POST, IdempotencyKey.ROUTE, LEASEHOLDERS),
          new Route(PUT, "/api/v1/organization/features", MANAGERS),
          new Route(POST, "/api/v1/organizations", OPERATORS),
          new Route(PUT, "/api/v1/organizations/{organizationId}/plan", OPERATORS),
          new Route(GET, "/api/v1/organizations/{organizationId}/retention", OPERATORS),
          new Route(POST, "/api/v1/organizations/{organizationId}/retention", OPERATORS),
          new Route(GET, "/api/v1/ending-guard", OPERATORS),
          new Route(POST, "/api/v1/ending-guard/release", OPERATORS),
          new Route(POST, "/api/v1/subjects/{subjectId}/erasure", MANAGERS),
          new Route(DELETE, "/api/v1/subjects/{subjectId}/erasure", MANAGERS),
          // Of what several organizations know, an operator is the second person.
          new Route(
              POST, "/api/v1/subjects/{subjectId}/erasure/confirmation", MANAGERS_AND_OPERATORS),
          new Route(PUT, "/api/v1/subjects/{subjectId}/legal-hold", MANAGERS),
          new Route(DELETE, "/api/v1/subjects/{subjectId}/legal-hold", MANAGERS),
          new Route(GET, "/api/v1/erasures", OPERATORS),
          new Route(POST, "/people/{subjectId}/erasure", MANAGERS),
          new Route(POST, "/people/{subjectId}/erasure/withdrawal", MANAGERS),
          new Route(POST, "/people/{subjectId}/erasure/confirmation", MANAGERS),
          new Route(POST, "/people/{subjectId}/legal-hold", MANAGERS),
          new Route(POST, "/people/{subjectId}/legal-hold/lifting", MANAGERS),
          // Whose answer it is decides the attempt itself, by state, cookie and sign-in.
          new Route(GET, "/oauth/hubspot/callback", EVERYBODY),
          // Whose install it is, whoever signs in next has to say.
          new Route(GET, "/oauth/hubspot/marketplace/callback", EVERYBODY),
          // Whose form it is, the visitor's cookie says.
          new Route(POST, ACCEPTANCE, EVERYBODY),
          new Route(POST, DISPUTE, EVERYBODY),
          // Who sent it, its signature says.
          new Route(POST, SIGNED, EVERYBODY));

  private CommandRoutes() {}
}
