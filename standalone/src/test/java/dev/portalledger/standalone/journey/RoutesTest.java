package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.portalledger.standalone.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every route as every role and as a stranger. A route the product gains without a line in this
 * table fails here.
 */
class RoutesTest {

  private static final String ALL = "OWNER ADMIN MEMBER AUDITOR SERVICE OPERATOR";
  private static final String MEMBERS = "OWNER ADMIN MEMBER AUDITOR";
  private static final String READERS = "OWNER ADMIN MEMBER AUDITOR SERVICE";
  private static final String MANAGERS = "OWNER ADMIN";
  private static final String NOBODY = "";

  /**
   * What to expect of a route.
   *
   * @param pattern as the product maps it
   * @param path an example; {portal} is one the organization has, {attempt} one of its attempts
   * @param roles who may
   * @param status what they get
   * @param stranger what somebody gets who is not signed in
   */
  private record Expected(
      String method,
      String pattern,
      String path,
      String roles,
      int status,
      int stranger,
      String body) {

    boolean isPage() {
      return method.equals("GET") && !path.startsWith("/api/");
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  // Changing routes are tried on a portal nobody has: past the door they answer 404, not 403.
  private static final List<Expected> TABLE =
      List.of(
          get("/", "/", MEMBERS, 303, 302),
          get("/client-accounts", "/client-accounts", MEMBERS, 200, 302),
          get("/client-accounts/rows", "/client-accounts/rows", MEMBERS, 200, 302),
          get("/client-accounts/{portalId}", "/client-accounts/{portal}", MEMBERS, 200, 302),
          get(
              "/client-accounts/{portalId}/remove",
              "/client-accounts/{portal}/remove",
              MANAGERS,
              200,
              302),
          get("/audit-trail", "/audit-trail", MEMBERS, 200, 302),
          get("/audit-trail/rows", "/audit-trail/rows", MEMBERS, 200, 302),
          get("/attempts/{attemptId}", "/attempts/{attempt}", MEMBERS, 200, 302),
          get("/problems/{problem}", "/problems/state-unknown", ALL, 200, 200),
          get("/signed-out", "/signed-out", ALL, 200, 200),
          get("/api/v1/client-accounts", "/api/v1/client-accounts", READERS, 200, 401),
          get(
              "/api/v1/client-accounts/{portalId}",
              "/api/v1/client-accounts/{portal}",
              READERS,
              200,
              401),
          get("/api/v1/audit-trail", "/api/v1/audit-trail", MEMBERS, 200, 401),
          get("/v3/api-docs", "/v3/api-docs", ALL, 200, 200),
          get("/v3/api-docs.yaml", "/v3/api-docs.yaml", NOBODY, 404, 404),
          get("/actuator", "/actuator", NOBODY, 404, 404),
          get("/actuator/health", "/actuator/health", ALL, 200, 200),
          get("/actuator/health/**", "/actuator/health/liveness", ALL, 200, 200),
          get("/oauth/hubspot/callback", "/oauth/hubspot/callback?state=no", ALL, 303, 303),
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
          change("POST", "/api/v1/authorizations", "/api/v1/authorizations", MANAGERS, 201, "{}"),
          change(
              "POST",
              "/api/v1/portals/{portalId}/reconnection",
              "/api/v1/portals/424242/reconnection",
              MANAGERS,
              404,
              "{}"),
          change(
              "DELETE", "/api/v1/portals/{portalId}", "/api/v1/portals/424242", MANAGERS, 404, ""),
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
          change(
              "PUT",
              "/api/v1/organizations/{organizationId}/plan",
              "/api/v1/organizations/nobody-has-this/plan",
              "OPERATOR",
              404,
              "{\"plan\": \"PRO\"}"));

  private static Agency agency;
  private static long portal;
  private static String attempt;

  @BeforeAll
  static void an_agency_with_a_portal() {
    agency = Agency.on("CUSTOM");
    portal = Agency.newPortal();
    agency.connect(portal);
    attempt = Ledger.newestAttemptOf(agency.id);
    agency.account(portal, 0);
  }

  @Test
  void every_route_of_the_product_stands_in_the_table() {
    var expected = TABLE.stream().map(Expected::pattern).toList();
    assertThat(mapped()).hasSizeGreaterThan(20).allMatch(expected::contains);
  }

  @TestFactory
  Stream<DynamicTest> every_route_as_everybody() {
    return TABLE.stream()
        .flatMap(
            route ->
                Stream.concat(Stream.of("stranger"), Stream.of(ALL.split(" ", -1)))
                    .map(who -> dynamicTest(route + " as " + who, () -> tryAs(who, route))));
  }

  private static void tryAs(String who, Expected route) {
    var answer = call(visitor(who), route);
    int expected;
    if (who.equals("stranger")) {
      expected = route.stranger();
    } else if (Set.of(route.roles().split(" ", -1)).contains(who)) {
      expected = route.status();
    } else {
      expected = route.roles().isEmpty() ? route.status() : 403;
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
    assertGuarded(answer);
  }

  @TestFactory
  Stream<DynamicTest> every_page_with_the_session_of_a_browser() {
    var people =
        Map.of(
            "OWNER",
            "owner@globex.test",
            "MEMBER",
            "member@globex.test",
            "OPERATOR",
            "operator@ledger.test");
    return people.entrySet().stream()
        .flatMap(
            person -> {
              var visitor = new People(World.get()).signedIn(person.getValue());
              return TABLE.stream()
                  .filter(route -> route.isPage() && !route.path().contains("{"))
                  // Both begin a sign-in anew.
                  .filter(route -> !route.path().contains("oauth2"))
                  .map(
                      route ->
                          dynamicTest(
                              route + " as " + person.getValue(),
                              () -> {
                                var answer = call(visitor, route);
                                var may =
                                    route.roles().isEmpty()
                                        || route.roles().contains(person.getKey());
                                assertThat(answer.status()).isEqualTo(may ? route.status() : 403);
                                assertGuarded(answer);
                              }));
            });
  }

  @TestFactory
  Stream<DynamicTest> somebody_elses_portal_is_like_one_nobody_has() {
    var other = Agency.on("PRO");
    var held = Agency.newPortal();
    var removed = Agency.newPortal();
    other.connect(held);
    other.connect(removed);
    other.remove(removed);
    long unknown = Agency.newPortal();
    return TABLE.stream()
        .filter(route -> route.pattern().contains("{portalId}"))
        .flatMap(
            route ->
                Stream.of(held, removed)
                    .map(
                        foreign ->
                            dynamicTest(
                                route + " with " + (foreign == held ? "held" : "removed"),
                                () ->
                                    assertSame(
                                        call(agency.owner, on(route, foreign)),
                                        foreign,
                                        call(agency.owner, on(route, unknown)),
                                        unknown))));
  }

  @Test
  void somebody_elses_attempt_is_like_one_nobody_made() {
    var other = Agency.on("PRO");
    var theirs = other.setOut().id();
    var unknown = new StringBuilder(theirs).reverse().toString();

    var foreign = agency.owner.get("/attempts/" + theirs);

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(neutral(foreign, theirs))
        .isEqualTo(neutral(agency.owner.get("/attempts/" + unknown), unknown));
  }

  @Test
  void another_organization_named_in_the_request_changes_nothing() {
    var other = Agency.on("PRO");
    other.connect(Agency.newPortal());
    for (var path : List.of("/api/v1/client-accounts", "/api/v1/audit-trail")) {
      var asked =
          agency.owner.getJson(path + "?organization=" + other.id + "&organizationId=" + other.id);
      assertThat(asked.body()).isEqualTo(agency.owner.getJson(path).body());
    }
  }

  @Test
  void a_form_without_its_token_is_refused_and_does_nothing() {
    var visitor = new People(World.get()).signedIn("owner@globex.test");
    var before = Ledger.eventsIn("globex");
    for (var path : List.of("/client-accounts/add", "/logout")) {
      var refused =
          visitor.send(
              "POST",
              visitor.product.resolve(path),
              Map.of(
                  "Accept",
                  "application/json",
                  "Content-Type",
                  "application/x-www-form-urlencoded"),
              "");
      assertThat(refused.status()).as(path).isEqualTo(403);
      assertGuarded(refused);
    }
    assertThat(visitor.get("/client-accounts").status()).isEqualTo(200);
    assertThat(Ledger.eventsIn("globex")).isEqualTo(before);
  }

  @Test
  void a_token_beside_a_session_counts_alone() {
    var both = new People(World.get()).signedIn("owner@globex.test");
    both.bearing(new People(World.get()).token(agency.id, "MEMBER", "member"));

    assertThat(both.json("POST", "/api/v1/authorizations", "{}").status()).isEqualTo(403);
    assertThat(both.get("/client-accounts/" + portal + "/remove").status()).isEqualTo(403);
    assertThat(both.get("/client-accounts").body()).doesNotContain("Add Portal");
  }

  @Test
  void the_session_begins_anew_at_sign_in_and_its_cookie_is_kept_from_scripts() {
    var visitor = new Visitor(World.get().url());
    var first = visitor.get("/client-accounts");
    assertThat(first.response().headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-ledger=")
                    .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                    .doesNotContain("Domain="));
    var stranger = visitor.copy();
    var form = visitor.follow(first);
    visitor.follow(
        visitor.post(
            form.from().resolve("/sign-in"),
            Map.of("username", "owner@globex.test", "password", "demo", "_csrf", form.csrf())));

    assertThat(visitor.get("/client-accounts").status()).isEqualTo(200);
    assertThat(visitor.cookies.get("__Host-ledger"))
        .isNotEqualTo(stranger.cookies.get("__Host-ledger"));
    assertThat(stranger.get("/client-accounts").status()).isEqualTo(302);
  }

  private static Set<String> mapped() {
    var patterns = new TreeSet<String>();
    World.get().product().getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .map(RequestMappingInfo::getPatternValues)
        .forEach(patterns::addAll);
    return patterns;
  }

  private static Visitor visitor(String who) {
    var people = new People(World.get());
    return switch (who) {
      case "stranger" -> people.stranger();
      case "OPERATOR" -> people.bearer("", who, "operator");
      case "OWNER" -> agency.again().owner;
      default -> people.bearer(agency.id, who, who.toLowerCase(java.util.Locale.ROOT));
    };
  }

  private static Answer call(Visitor visitor, Expected route) {
    var path = route.path().replace("{portal}", "" + portal).replace("{attempt}", attempt);
    var headers = new LinkedHashMap<String, String>();
    headers.put("Accept", route.isPage() ? "text/html, */*" : "application/json");
    headers.put("Idempotency-Key", UUID.randomUUID().toString());
    if (!route.body().isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    var fresh = "fresh-" + UUID.randomUUID().toString().substring(0, 18);
    return visitor.send(
        route.method(),
        visitor.product.resolve(path),
        headers,
        route.method().equals("GET") ? null : route.body().replace("{fresh}", fresh));
  }

  private static Expected on(Expected route, long id) {
    return new Expected(
        route.method(),
        route.pattern(),
        route.path().replace("{portal}", "" + id).replace("424242", "" + id),
        route.roles(),
        route.status(),
        route.stranger(),
        route.body());
  }

  private static void assertSame(Answer foreign, long held, Answer none, long unknown) {
    assertThat(foreign.status()).isEqualTo(404).isEqualTo(none.status());
    assertThat(neutral(foreign, "" + held)).isEqualTo(neutral(none, "" + unknown));
    assertThat(headers(foreign)).isEqualTo(headers(none));
  }

  /** Without what was asked for and what is random in every answer. */
  private static String neutral(Answer answer, String asked) {
    return answer
        .body()
        .replace(asked, "ASKED")
        .replaceAll("\\b[0-9a-f]{32}\\b", "TRACE")
        .replaceAll("(name=\"_csrf\"[^>]*value=)\"[^\"]+\"", "$1CSRF");
  }

  private static Map<String, List<String>> headers(Answer answer) {
    var headers = new LinkedHashMap<>(answer.response().headers().map());
    headers.remove("connection");
    headers.remove("date");
    headers.remove("set-cookie");
    return headers;
  }

  /** Whoever asks for whatever: the browser is told what not to do, and no secret is in it. */
  private static void assertGuarded(Answer answer) {
    var headers = answer.response().headers();
    var missing = new ArrayList<String>();
    Stream.of("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
        .filter(name -> headers.firstValue(name).isEmpty())
        .forEach(missing::add);
    assertThat(missing).isEmpty();
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

  private static Expected get(String pattern, String path, String roles, int status, int stranger) {
    return new Expected("GET", pattern, path, roles, status, stranger, "");
  }

  private static Expected change(
      String method, String pattern, String path, String roles, int status, String body) {
    return new Expected(method, pattern, path, roles, status, 401, body);
  }
}
