package dev.portalledger.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.web.CommandRoutes.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** T18, T20: every route stands in the table, and the table is what happens. */
class RoutesTest {

  private final RunningCommandSide side = RunningCommandSide.get();

  @Test
  void every_route_has_exactly_one_row_and_every_row_a_route() {
    var mapped = new ArrayList<String>();
    side.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (info, handler) -> {
              if (handler.getBeanType().getName().startsWith("dev.portalledger.command.")) {
                for (String pattern : info.getPatternValues()) {
                  info.getMethodsCondition()
                      .getMethods()
                      .forEach(method -> mapped.add(method + " " + pattern));
                }
              }
            });

    assertThat(CommandRoutes.TABLE.stream().map(row -> row.method() + " " + row.pattern()))
        .containsExactlyInAnyOrderElementsOf(mapped);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("guarded")
  void a_stranger_is_sent_to_sign_in_or_told_to(Route route, Role any) {
    var answer = side.send(request(route));
    if (isApi(route)) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.problem()).isEqualTo("unauthenticated");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    } else {
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.header("Location")).isEqualTo("/oauth2/authorization/ledger");
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("guarded")
  void a_session_passes_exactly_where_its_role_may(Route route, Role role) {
    var org = role == Role.OPERATOR ? null : "globex";
    var browser = side.browser(org, role.name());
    var answer =
        side.send(
            browser
                .signed(request(route))
                .header("X-CSRF-TOKEN", RunningCommandSide.Browser.masked()));

    assertPasses(route, role, answer);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("guarded")
  void a_token_passes_exactly_where_its_role_may(Route route, Role role) {
    var org = role == Role.OPERATOR ? null : "globex";
    var token = side.issuer().token("machine", org, role.name());

    assertPasses(route, role, side.send(request(route).header("Authorization", "Bearer " + token)));
  }

  static Stream<Arguments> guarded() {
    return CommandRoutes.TABLE.stream()
        .filter(route -> !route.roles().isEmpty())
        .flatMap(route -> Arrays.stream(Role.values()).map(role -> Arguments.of(route, role)));
  }

  private static void assertPasses(Route route, Role role, RunningCommandSide.Answer answer) {
    var forbidden =
        answer.status() == 401
            || answer.status() == 403
            || "/problems/forbidden".equals(answer.header("Location"))
            || "/oauth2/authorization/ledger".equals(answer.header("Location"));
    assertThat(forbidden)
        .as("%s as %s: %d %s", route, role, answer.status(), answer.body())
        .isEqualTo(!route.roles().contains(role));
    assertThat(answer.status()).isLessThan(500);
    if (forbidden && isApi(route)) {
      assertThat(answer.problem()).isEqualTo("forbidden");
    }
  }

  private HttpRequest.Builder request(Route route) {
    var path =
        route
            .pattern()
            .replace("{portalId}", "1001")
            .replace("{organizationId}", "globex")
            .replace("{invitationId}", "unknown")
            .replace("{subjectId}", "unknown")
            .replace("{replayId}", "nobody-has-this-one");
    var request =
        HttpRequest.newBuilder(side.at(path))
            .method(route.method().name(), BodyPublishers.ofString(isApi(route) ? "{}" : ""))
            .header(
                "Content-Type",
                isApi(route) ? "application/json" : "application/x-www-form-urlencoded");
    if (isApi(route)) {
      request.header("Idempotency-Key", UUID.randomUUID().toString());
    } else {
      request.header("Accept", "text/html");
    }
    return request;
  }

  private static boolean isApi(Route route) {
    return route.pattern().startsWith("/api/");
  }
}
