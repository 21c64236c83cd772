package dev.portalledger.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.FakeIssuer.Account;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.dashboard.Routes.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RoutesTest {

  static Stream<Arguments> every_route_as_every_role() {
    return Routes.TABLE.stream()
        .flatMap(route -> Stream.of(Role.values()).map(role -> Arguments.of(route, role)));
  }

  static Stream<Route> every_route() {
    return Routes.TABLE.stream();
  }

  @ParameterizedTest
  @MethodSource
  void every_route_as_every_role(Route route, Role role) {
    boolean allowed = route.roles().isEmpty() || route.roles().contains(role);

    assertThat(as(role, route)).isEqualTo(allowed ? open(route) : 403);
  }

  @ParameterizedTest
  @MethodSource("every_route")
  void a_stranger_is_asked_to_sign_in(Route route) {
    var answer =
        RunningQuerySide.browser()
            .send(
                route.method().name(),
                example(route),
                Map.of("Accept", "text/html,*/*;q=0.8"),
                null);

    if (route.roles().isEmpty()) {
      assertThat(answer.statusCode()).isEqualTo(open(route));
    } else if (Stream.of("/api/", "/actuator/").anyMatch(route.pattern()::startsWith)) {
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    } else {
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location").orElseThrow())
          .endsWith("/oauth2/authorization/ledger");
    }
  }

  @Test
  void every_handler_of_this_side_has_a_row_in_the_table() {
    var handled = new TreeSet<String>();
    RunningQuerySide.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, method) -> {
              if (method.getBeanType().getName().startsWith("dev.portalledger.query.")) {
                handled.addAll(mapping.getPatternValues());
              }
            });
    handled.remove("/error");

    assertThat(Routes.TABLE).extracting(Route::pattern).containsAll(handled);
  }

  @Test
  void what_is_not_in_the_table_is_not_there_for_anybody() {
    for (String path :
        List.of("/actuator/env", "/actuator", "/webjars/htmx.org/package.json", "/x")) {
      assertThat(RunningQuerySide.browser().get(path, Map.of()).statusCode()).isEqualTo(404);
      assertThat(as(Role.OWNER, path)).isEqualTo(404);
    }
  }

  @Test
  void a_known_address_with_another_method_says_which_it_takes() {
    var answer =
        RunningQuerySide.browser()
            .send("POST", "/api/v1/client-accounts", bearer(Role.OWNER), "{}");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
  }

  private static int as(Role role, Route route) {
    return RunningQuerySide.browser()
        .send(route.method().name(), example(route), bearer(role), null)
        .statusCode();
  }

  private static int as(Role role, String path) {
    return RunningQuerySide.browser().get(path, bearer(role)).statusCode();
  }

  private static Map<String, String> bearer(Role role) {
    var account = new Account("somebody", "Some Body", "routes-org", List.of(role.name()));
    return Map.of("Authorization", "Bearer " + RunningQuerySide.ISSUER.bearer(account));
  }

  private static int open(Route route) {
    return switch (route.pattern()) {
      case "/", "/client-accounts/removals" -> 303;
      case "/client-accounts/{portalId}",
          "/client-accounts/{portalId}/remove",
          "/attempts/{attemptId}",
          "/campaigns/{campaignId}",
          "/api/v1/campaigns/{campaignId}",
          "/operations/projections/{name}/rebuild",
          "/operations/projections/{name}/check",
          "/operations/projections/{name}/cancel",
          "/api/v1/projections/{name}",
          "/api/v1/projections/{name}/rebuild",
          "/api/v1/projections/{name}/check",
          "/compliance/replays/{replayId}",
          "/api/v1/replays/{replayId}",
          "/api/v1/replays/{replayId}/differences",
          "/api/v1/replays/{replayId}/client-accounts",
          "/api/v1/replays/{replayId}/stream",
          "/invitations/{secret}",
          "/invited/{attemptId}",
          "/api/v1/client-accounts/{portalId}",
          "/client-accounts/{portalId}/revocations/{generation}",
          "/people/{subjectId}",
          "/api/v1/subjects/{subjectId}",
          "/api/v1/portals/{portalId}/revocations/{generation}/certificate" ->
          404; // nothing of that id here
      case "/api/v1/evidence",
          "/api/v1/checkpoints/latest",
          "/api/v1/checkpoints/anchor",
          "/api/v1/events/{id}/proof" ->
          404; // nothing is sealed here
      case "/api/v1/checkpoints/consistency",
          "/api/v1/audit-trail/export",
          "/api/v1/suppositions" ->
          400; // from where, as what, or what to suppose, is not said
      default -> 200;
    };
  }

  private static String example(Route route) {
    return route
        .pattern()
        .replace("{portalId}", "424242")
        .replace("{attemptId}", "none")
        .replace("{campaignId}", "none")
        .replace("{subjectId}", "none")
        .replace("{replayId}", "none")
        .replace("{name}", "none")
        .replace("{secret}", "none")
        .replace("{id}", "none")
        .replace("{generation}", "1")
        .replace("{problem}", "not-found")
        .replace("{group}", "readiness")
        .replace("{file}", "ledger.css");
  }
}
