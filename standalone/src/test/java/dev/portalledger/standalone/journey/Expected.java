package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What to expect of a route.
 *
 * @param pattern as the product maps it
 * @param path an example; {portal} is one the organization has, {attempt} one of its attempts
 * @param roles who may
 * @param status what they get
 * @param stranger what somebody gets who is not signed in
 */
record Expected(
    String method,
    String pattern,
    String path,
    String roles,
    int status,
    int stranger,
    String body) {

  static final String ALL = "OWNER ADMIN MEMBER AUDITOR SERVICE OPERATOR";
  private static final String MEMBERS = "OWNER ADMIN MEMBER AUDITOR";
  private static final String READERS = "OWNER ADMIN MEMBER AUDITOR SERVICE";
  private static final String MANAGERS = "OWNER ADMIN";
  private static final String READERS_OF_PEOPLE = "OWNER ADMIN AUDITOR";
  private static final String EXAMINERS = "OWNER ADMIN AUDITOR";
  private static final String NOBODY = "";

  /** What operators ask on the spot; no entry lets it through. */
  private boolean isForOperators() {
    return path.startsWith("/actuator") || path.equals("/livez") || path.equals("/readyz");
  }

  Expected throughTheEntry() {
    return isForOperators() ? get(pattern, path, NOBODY, 404, 404) : this;
  }

  // Changing routes are tried on a portal nobody has: past the door they answer 404, not 403.
  static final List<Expected> TABLE =
      List.of(
          get("/", "/", "OWNER ADMIN MEMBER AUDITOR OPERATOR", 303, 302),
          get("/client-accounts", "/client-accounts", MEMBERS, 200, 302),
          get("/client-accounts/rows", "/client-accounts/rows", MEMBERS, 200, 302),
          get("/client-accounts/marketplace", "/client-accounts/marketplace", MEMBERS, 200, 302),
          get("/client-accounts/invitations", "/client-accounts/invitations", MEMBERS, 200, 302),
          get("/client-accounts/{portalId}", "/client-accounts/{portal}", MEMBERS, 200, 302),
          get(
              "/client-accounts/{portalId}/remove",
              "/client-accounts/{portal}/remove",
              MANAGERS,
              200,
              302),
          get("/client-accounts/removals", "/client-accounts/removals", MANAGERS, 303, 302),
          change(
              "POST",
              "/client-accounts/removals",
              "/client-accounts/removals?portal=424242",
              MANAGERS,
              303,
              ""),
          change(
              "POST",
              "/api/v1/portals/removals",
              "/api/v1/portals/removals",
              MANAGERS,
              200,
              "{\"portals\": [424242], \"dryRun\": true, \"uninstall\": false}"),
          change(
              "POST",
              "/api/v1/organizations/{organizationId}/revocations",
              "/api/v1/organizations/nobody-has-this/revocations",
              "OPERATOR",
              200,
              "{\"dryRun\": true, \"connections\": 0}"),
          change(
              "POST",
              "/api/v1/revocations",
              "/api/v1/revocations",
              "OPERATOR",
              200,
              "{\"dryRun\": true, \"connections\": 0}"),
          get(
              "/client-accounts/{portalId}/revocations/{generation}",
              "/client-accounts/{portal}/revocations/1",
              MEMBERS,
              404,
              302),
          get(
              "/api/v1/portals/{portalId}/revocations/{generation}/certificate",
              "/api/v1/portals/{portal}/revocations/1/certificate",
              MEMBERS,
              404,
              401),
          get("/api/v1/certificate-keys", "/api/v1/certificate-keys", ALL, 200, 200),
          get("/audit-trail", "/audit-trail", MEMBERS, 200, 302),
          get("/audit-trail/rows", "/audit-trail/rows", MEMBERS, 200, 302),
          get("/attempts/{attemptId}", "/attempts/{attempt}", MEMBERS, 200, 302),
          get("/campaigns", "/campaigns", MEMBERS, 200, 302),
          get("/campaigns/{campaignId}", "/campaigns/nobody-has-this-one", MEMBERS, 404, 302),
          get("/api/v1/campaigns", "/api/v1/campaigns", MEMBERS, 200, 401),
          get(
              "/api/v1/campaigns/{campaignId}",
              "/api/v1/campaigns/nobody-has-this-one",
              MEMBERS,
              404,
              401),
          get("/problems/{problem}", "/problems/state-unknown", ALL, 200, 200),
          get("/signed-out", "/signed-out", ALL, 200, 200),
          get("/invitations/{secret}", "/invitations/none", ALL, 404, 404),
          get("/invited/{attemptId}", "/invited/none", ALL, 404, 404),
          get("/api/v1/invitations", "/api/v1/invitations", MEMBERS, 200, 401),
          get("/api/v1/client-accounts", "/api/v1/client-accounts", READERS, 200, 401),
          get(
              "/api/v1/client-accounts/{portalId}",
              "/api/v1/client-accounts/{portal}",
              READERS,
              200,
              401),
          get("/api/v1/usage", "/api/v1/usage", READERS, 200, 401),
          get("/api/v1/audit-trail", "/api/v1/audit-trail", MEMBERS, 200, 401),
          get(
              "/api/v1/audit-trail/export",
              "/api/v1/audit-trail/export?format=jsonl",
              "OWNER ADMIN AUDITOR",
              200,
              401),
          get("/people/{subjectId}", "/people/nobody", READERS_OF_PEOPLE, 404, 302),
          get(
              "/api/v1/subjects/{subjectId}",
              "/api/v1/subjects/nobody",
              READERS_OF_PEOPLE,
              404,
              401),
          change(
              "POST",
              "/api/v1/subjects/{subjectId}/erasure",
              "/api/v1/subjects/nobody/erasure",
              MANAGERS,
              404,
              "{\"reason\": \"ORDERED\"}"),
          change(
              "DELETE",
              "/api/v1/subjects/{subjectId}/erasure",
              "/api/v1/subjects/nobody/erasure",
              MANAGERS,
              404,
              ""),
          change(
              "PUT",
              "/api/v1/subjects/{subjectId}/legal-hold",
              "/api/v1/subjects/nobody/legal-hold",
              MANAGERS,
              404,
              "{\"reason\": \"ORDERED\"}"),
          change(
              "DELETE",
              "/api/v1/subjects/{subjectId}/legal-hold",
              "/api/v1/subjects/nobody/legal-hold",
              MANAGERS,
              404,
              ""),
          change(
              "POST",
              "/api/v1/subjects/{subjectId}/erasure/confirmation",
              "/api/v1/subjects/nobody/erasure/confirmation",
              "OWNER ADMIN OPERATOR",
              404,
              ""),
          get("/api/v1/erasures", "/api/v1/erasures", "OPERATOR", 200, 401),
          change(
              "POST",
              "/people/{subjectId}/erasure",
              "/people/nobody/erasure?reason=ORDERED",
              MANAGERS,
              404,
              ""),
          change(
              "POST",
              "/people/{subjectId}/erasure/withdrawal",
              "/people/nobody/erasure/withdrawal",
              MANAGERS,
              404,
              ""),
          change(
              "POST",
              "/people/{subjectId}/erasure/confirmation",
              "/people/nobody/erasure/confirmation",
              MANAGERS,
              404,
              ""),
          change(
              "POST",
              "/people/{subjectId}/legal-hold",
              "/people/nobody/legal-hold?reason=ORDERED",
              MANAGERS,
              404,
              ""),
          change(
              "POST",
              "/people/{subjectId}/legal-hold/lifting",
              "/people/nobody/legal-hold/lifting",
              MANAGERS,
              404,
              ""),
          get("/compliance", "/compliance", MEMBERS, 200, 302),
          get("/api/v1/evidence", "/api/v1/evidence", EXAMINERS, 200, 401),
          get("/compliance/replays", "/compliance/replays", EXAMINERS, 200, 302),
          get(
              "/compliance/replays/{replayId}",
              "/compliance/replays/nobody-has-this-one",
              EXAMINERS,
              404,
              302),
          get("/compliance/suppose", "/compliance/suppose?planLimit=1", EXAMINERS, 200, 302),
          get("/api/v1/suppositions", "/api/v1/suppositions?planLimit=1", EXAMINERS, 200, 401),
          get("/operations/projections", "/operations/projections", "OPERATOR", 200, 302),
          get("/api/v1/projections", "/api/v1/projections", "OPERATOR", 200, 401),
          get(
              "/api/v1/projections/{name}",
              "/api/v1/projections/client-accounts",
              "OPERATOR",
              200,
              401),
          change(
              "POST",
              "/api/v1/projections/{name}/rebuild",
              "/api/v1/projections/none/rebuild",
              "OPERATOR",
              404,
              ""),
          change(
              "DELETE",
              "/api/v1/projections/{name}/rebuild",
              "/api/v1/projections/none/rebuild",
              "OPERATOR",
              404,
              ""),
          change(
              "POST",
              "/api/v1/projections/{name}/check",
              "/api/v1/projections/none/check",
              "OPERATOR",
              404,
              ""),
          formOfOperators(
              "/operations/projections/{name}/rebuild", "/operations/projections/none/rebuild"),
          formOfOperators(
              "/operations/projections/{name}/check", "/operations/projections/none/check"),
          formOfOperators(
              "/operations/projections/{name}/cancel", "/operations/projections/none/cancel"),
          get("/api/v1/replays", "/api/v1/replays", EXAMINERS, 200, 401),
          get(
              "/api/v1/replays/{replayId}",
              "/api/v1/replays/nobody-has-this-one",
              EXAMINERS,
              404,
              401),
          get(
              "/api/v1/replays/{replayId}/differences",
              "/api/v1/replays/nobody-has-this-one/differences",
              EXAMINERS,
              404,
              401),
          get(
              "/api/v1/replays/{replayId}/client-accounts",
              "/api/v1/replays/nobody-has-this-one/client-accounts",
              EXAMINERS,
              404,
              401),
          get(
              "/api/v1/replays/{replayId}/stream",
              "/api/v1/replays/nobody-has-this-one/stream",
              EXAMINERS,
              404,
              401),
          get("/api/v1/checkpoints/latest", "/api/v1/checkpoints/latest", READERS, 200, 401),
          get(
              "/api/v1/checkpoints/anchor",
              "/api/v1/checkpoints/anchor?size=999999999",
              READERS,
              404,
              401),
          get(
              "/api/v1/checkpoints/consistency",
              "/api/v1/checkpoints/consistency?from=1",
              READERS,
              200,
              401),
          get(
              "/api/v1/events/{id}/proof",
              "/api/v1/events/nobody-has-this/proof",
              READERS,
              404,
              401),
          get("/v3/api-docs", "/v3/api-docs", ALL, 200, 200),
          get("/v3/api-docs.yaml", "/v3/api-docs.yaml", NOBODY, 404, 404),
          get("/actuator", "/actuator", NOBODY, 404, 404),
          get("/actuator/health", "/actuator/health", ALL, 200, 200),
          get("/actuator/health/**", "/actuator/health/liveness", ALL, 200, 200),
          get("/actuator/prometheus", "/actuator/prometheus", "OPERATOR", 200, 401),
          get("/livez", "/livez", ALL, 200, 200),
          get("/readyz", "/readyz", ALL, 200, 200),
          get("/oauth/hubspot/callback", "/oauth/hubspot/callback?state=no", ALL, 303, 303),
          get(
              "/oauth/hubspot/marketplace/callback",
              "/oauth/hubspot/marketplace/callback?code=no",
              ALL,
              303,
              303),
          get("/assets/**", "/assets/ledger.css", ALL, 200, 200),
          get("/webjars/**", "/webjars/htmx.org/dist/htmx.min.js", ALL, 200, 200),
          get("/webjars/**", "/webjars/tabler__core/dist/js/tabler.min.js", NOBODY, 404, 404),
          get("/actuator/env", "/actuator/env", NOBODY, 404, 404),
          get("/actuator/heapdump", "/actuator/heapdump", NOBODY, 404, 404),
          get("/oauth2/authorization/ledger", "/oauth2/authorization/ledger", ALL, 302, 302),
          get("/login/oauth2/code/ledger", "/login/oauth2/code/ledger", ALL, 302, 302),
          get("/login", "/login", NOBODY, 404, 404),
          get("/error", "/error", NOBODY, 404, 404),
          change("POST", "/client-accounts/add", "/client-accounts/add", MANAGERS, 303, ""),
          change(
              "POST",
              "/client-accounts/{portalId}/reconnect",
              "/client-accounts/424242/reconnect",
              MANAGERS,
              404,
              ""),
          change(
              "POST",
              "/client-accounts/{portalId}/remove",
              "/client-accounts/424242/remove",
              MANAGERS,
              404,
              ""),
          change(
              "POST",
              "/client-accounts/marketplace",
              "/client-accounts/marketplace",
              MANAGERS,
              303,
              ""),
          change(
              "POST",
              "/client-accounts/invitations",
              "/client-accounts/invitations",
              MANAGERS,
              303,
              ""),
          change(
              "POST",
              "/client-accounts/invitations/{invitationId}/withdraw",
              "/client-accounts/invitations/none/withdraw",
              MANAGERS,
              303,
              ""),
          new Expected(
              "POST", "/invitations/acceptance", "/invitations/acceptance", ALL, 303, 303, ""),
          new Expected("POST", "/invited/dispute", "/invited/dispute", ALL, 303, 303, ""),
          change("POST", "/api/v1/authorizations", "/api/v1/authorizations", MANAGERS, 201, "{}"),
          change(
              "POST",
              "/api/v1/invitations",
              "/api/v1/invitations",
              MANAGERS,
              201,
              "{\"purpose\": \"AUDIT\"}"),
          change(
              "DELETE",
              "/api/v1/invitations/{invitationId}",
              "/api/v1/invitations/none",
              MANAGERS,
              404,
              ""),
          change(
              "POST",
              "/api/v1/portals/{portalId}/reconnection",
              "/api/v1/portals/424242/reconnection",
              MANAGERS,
              404,
              "{}"),
          change(
              "POST",
              "/api/v1/replays",
              "/api/v1/replays",
              EXAMINERS,
              202,
              "{\"purpose\": \"routes\"}"),
          change(
              "DELETE",
              "/api/v1/replays/{replayId}",
              "/api/v1/replays/nobody-has-this-one",
              EXAMINERS,
              404,
              ""),
          change("POST", "/compliance/replays", "/compliance/replays", EXAMINERS, 404, ""),
          change(
              "POST",
              "/compliance/replays/{replayId}/cancel",
              "/compliance/replays/nobody-has-this-one/cancel",
              EXAMINERS,
              404,
              ""),
          change("POST", "/campaigns", "/campaigns", MANAGERS, 400, ""),
          change(
              "POST",
              "/api/v1/campaigns",
              "/api/v1/campaigns",
              MANAGERS,
              200,
              "{\"portals\": [424242]}"),
          change(
              "DELETE", "/api/v1/portals/{portalId}", "/api/v1/portals/424242", MANAGERS, 404, ""),
          change(
              "POST",
              "/api/v1/portals/{portalId}/leases",
              "/api/v1/portals/424242/leases",
              "OWNER ADMIN MEMBER SERVICE",
              404,
              "{\"purpose\": \"AUDIT\", \"reason\": \"run-7\"}"),
          change(
              "PUT",
              "/api/v1/organization/features",
              "/api/v1/organization/features",
              MANAGERS,
              200,
              "{\"features\": [\"AUDIT\"]}"),
          change(
              "POST",
              "/api/v1/organizations",
              "/api/v1/organizations",
              "OPERATOR",
              201,
              "{\"organizationId\": \"{fresh}\", \"name\": \"N\", \"plan\": \"PRO\","
                  + " \"features\": []}"),
          get(
              "/api/v1/organizations/{organizationId}/retention",
              "/api/v1/organizations/nobody-has-this/retention",
              "OPERATOR",
              404,
              401),
          change(
              "POST",
              "/api/v1/organizations/{organizationId}/retention",
              "/api/v1/organizations/nobody-has-this/retention",
              "OPERATOR",
              404,
              "{\"upTo\": 256, \"bodies\": 1}"),
          get("/api/v1/ending-guard", "/api/v1/ending-guard", "OPERATOR", 200, 401),
          change(
              "POST",
              "/api/v1/ending-guard/release",
              "/api/v1/ending-guard/release",
              "OPERATOR",
              200,
              "{}"),
          change("POST", "/webhooks/hubspot", "/webhooks/hubspot", ALL, 401, "{}"),
          change(
              "PUT",
              "/api/v1/organizations/{organizationId}/plan",
              "/api/v1/organizations/nobody-has-this/plan",
              "OPERATOR",
              404,
              "{\"plan\": \"PRO\"}"));

  private static final int FORBIDDEN = 403;

  boolean isPage() {
    return method.equals("GET") && !path.startsWith("/api/");
  }

  /** What somebody of that role gets; of the unmapped, everybody the same. */
  int statusFor(String role) {
    var may = roles.isEmpty() || Set.of(roles.split(" ", -1)).contains(role);
    return may ? status : FORBIDDEN;
  }

  /** The same route with another portal, also where the example is one that nobody has. */
  Expected with(long portal) {
    var other = path.replace("{portal}", "" + portal).replace("424242", "" + portal);
    return new Expected(method, pattern, other, roles, status, stranger, body);
  }

  Expected ofAttempt(String attempt) {
    var other = path.replace("{attempt}", attempt);
    return new Expected(method, pattern, other, roles, status, stranger, body);
  }

  Answer callBy(Visitor visitor) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Accept", isPage() ? "text/html, */*" : "application/json, */*;q=0.5");
    headers.put("Idempotency-Key", UUID.randomUUID().toString());
    if (!body.isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    var fresh = "fresh-" + UUID.randomUUID().toString().substring(0, 18);
    return visitor.send(
        method,
        visitor.product.resolve(path),
        headers,
        method.equals("GET") ? null : body.replace("{fresh}", fresh));
  }

  /** Whoever asks for whatever: the browser is told what not to do, and no secret is in it. */
  static void assertGuarded(Answer answer) {
    var headers = answer.response().headers();
    assertThat(headers.map().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .contains("content-security-policy", "x-content-type-options", "referrer-policy");
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.allValues("Set-Cookie"))
        .allSatisfy(
            cookie -> assertThat(cookie).contains("__Host-", "Secure", "HttpOnly", "SameSite=Lax"));
    assertThat(answer.body())
        .doesNotContain(
            "refresh_token", "access_token", "client_secret", "code_verifier", "sandbox-secret");
  }

  @Override
  public String toString() {
    return method + " " + pattern;
  }

  private static Expected get(String pattern, String path, String roles, int status, int stranger) {
    return new Expected("GET", pattern, path, roles, status, stranger, "");
  }

  private static Expected formOfOperators(String pattern, String path) {
    return new Expected("POST", pattern, path, "OPERATOR", 404, 302, "");
  }

  private static Expected change(
      String method, String pattern, String path, String roles, int status, String body) {
    return new Expected(method, pattern, path, roles, status, 401, body);
  }
}
