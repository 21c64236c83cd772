package dev.portalledger.query.dashboard;

import static dev.portalledger.query.dashboard.Role.ADMIN;
import static dev.portalledger.query.dashboard.Role.AUDITOR;
import static dev.portalledger.query.dashboard.Role.MEMBER;
import static dev.portalledger.query.dashboard.Role.OPERATOR;
import static dev.portalledger.query.dashboard.Role.OWNER;
import static dev.portalledger.query.dashboard.Role.SERVICE;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** Every route of this side and who may take it. What is not in the table is denied. */
final class Routes {

  /**
   * One row of the table.
   *
   * @param roles empty means everybody, signed in or not
   */
  record Route(HttpMethod method, String pattern, Set<Role> roles) {}

  private static final Set<Role> EVERYBODY = Set.of();
  private static final Set<Role> MEMBERS = Set.of(OWNER, ADMIN, MEMBER, AUDITOR);
  private static final Set<Role> MEMBERS_AND_MACHINES =
      Set.of(OWNER, ADMIN, MEMBER, AUDITOR, SERVICE);
  private static final Set<Role> PEOPLE = Set.of(OWNER, ADMIN, MEMBER, AUDITOR, OPERATOR);
  private static final Set<Role> EXPORTERS = Set.of(OWNER, ADMIN, AUDITOR);
  private static final Set<Role> OPERATORS = Set.of(OPERATOR);
  private static final Set<Role> MANAGERS = Set.of(OWNER, ADMIN);

  static final List<Route> TABLE =
      List.of(
          new Route(GET, "/", PEOPLE),
          new Route(GET, "/client-accounts", MEMBERS),
          new Route(GET, "/client-accounts/rows", MEMBERS),
          new Route(GET, "/client-accounts/invitations", MEMBERS),
          new Route(GET, "/client-accounts/marketplace", MEMBERS),
          new Route(GET, "/client-accounts/removals", MANAGERS),
          new Route(GET, "/client-accounts/{portalId}", MEMBERS),
          new Route(GET, "/client-accounts/{portalId}/remove", MANAGERS),
          new Route(GET, "/client-accounts/{portalId}/revocations/{generation}", MEMBERS),
          new Route(GET, "/audit-trail", MEMBERS),
          new Route(GET, "/audit-trail/rows", MEMBERS),
          new Route(GET, "/attempts/{attemptId}", MEMBERS),
          new Route(GET, "/campaigns", MEMBERS),
          new Route(GET, "/campaigns/{campaignId}", MEMBERS),
          new Route(GET, "/api/v1/campaigns", MEMBERS),
          new Route(GET, "/api/v1/campaigns/{campaignId}", MEMBERS),
          // Whoever has the link, or the browser that followed it, may see them.
          new Route(GET, "/invitations/{secret}", EVERYBODY),
          new Route(GET, "/invited/{attemptId}", EVERYBODY),
          new Route(GET, "/api/v1/invitations", MEMBERS),
          new Route(GET, "/api/v1/client-accounts", MEMBERS_AND_MACHINES),
          new Route(GET, "/api/v1/client-accounts/{portalId}", MEMBERS_AND_MACHINES),
          new Route(
              GET, "/api/v1/portals/{portalId}/revocations/{generation}/certificate", MEMBERS),
          new Route(GET, "/api/v1/certificate-keys", EVERYBODY),
          new Route(GET, "/api/v1/usage", MEMBERS_AND_MACHINES),
          new Route(GET, "/api/v1/audit-trail", MEMBERS),
          new Route(GET, "/api/v1/audit-trail/export", EXPORTERS),
          new Route(GET, "/people/{subjectId}", EXPORTERS),
          new Route(GET, "/api/v1/subjects/{subjectId}", EXPORTERS),
          new Route(GET, "/compliance", MEMBERS),
          new Route(GET, "/compliance/replays", EXPORTERS),
          new Route(GET, "/compliance/replays/{replayId}", EXPORTERS),
          new Route(GET, "/api/v1/replays", EXPORTERS),
          new Route(GET, "/api/v1/replays/{replayId}", EXPORTERS),
          new Route(GET, "/api/v1/replays/{replayId}/differences", EXPORTERS),
          new Route(GET, "/api/v1/replays/{replayId}/client-accounts", EXPORTERS),
          new Route(GET, "/api/v1/replays/{replayId}/stream", EXPORTERS),
          new Route(GET, "/operations/projections", OPERATORS),
          new Route(POST, "/operations/projections/{name}/rebuild", OPERATORS),
          new Route(POST, "/operations/projections/{name}/check", OPERATORS),
          new Route(POST, "/operations/projections/{name}/cancel", OPERATORS),
          new Route(GET, "/api/v1/projections", OPERATORS),
          new Route(GET, "/api/v1/projections/{name}", OPERATORS),
          new Route(POST, "/api/v1/projections/{name}/rebuild", OPERATORS),
          new Route(DELETE, "/api/v1/projections/{name}/rebuild", OPERATORS),
          new Route(POST, "/api/v1/projections/{name}/check", OPERATORS),
          new Route(GET, "/compliance/suppose", EXPORTERS),
          new Route(GET, "/api/v1/suppositions", EXPORTERS),
          new Route(GET, "/api/v1/evidence", EXPORTERS),
          new Route(GET, "/api/v1/checkpoints/latest", MEMBERS_AND_MACHINES),
          new Route(GET, "/api/v1/checkpoints/consistency", MEMBERS_AND_MACHINES),
          new Route(GET, "/api/v1/checkpoints/anchor", MEMBERS_AND_MACHINES),
          new Route(GET, "/api/v1/events/{id}/proof", MEMBERS_AND_MACHINES),
          new Route(GET, "/problems/{problem}", EVERYBODY),
          new Route(GET, "/signed-out", EVERYBODY),
          new Route(GET, "/v3/api-docs", EVERYBODY),
          new Route(GET, "/actuator/health", EVERYBODY),
          new Route(GET, "/actuator/health/{group}", EVERYBODY),
          new Route(GET, "/actuator/prometheus", OPERATORS),
          new Route(GET, "/livez", EVERYBODY),
          new Route(GET, "/readyz", EVERYBODY),
          new Route(GET, "/assets/{file}", EVERYBODY),
          new Route(GET, "/webjars/htmx.org/dist/htmx.min.js", EVERYBODY),
          new Route(GET, "/webjars/tabler__core/dist/css/tabler.min.css", EVERYBODY));

  private Routes() {}
}
