package dev.portalledger.standalone.journey;

import static dev.portalledger.standalone.journey.Expected.assertGuarded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.portalledger.standalone.World;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every route as every role and as a stranger. A route the product gains without a line in the
 * table fails here.
 */
class RoutesTest {

  private static Agency agency;
  private static List<Expected> routes;

  @BeforeAll
  static void an_agency_with_a_portal() {
    agency = Agency.on("CUSTOM");
    var portal = Agency.newPortal();
    agency.connect(portal);
    agency.account(portal, 0);
    var attempt = Ledger.newestAttemptOf(agency.id);
    routes =
        table().stream()
            .map(route -> route.path().contains("{portal}") ? route.with(portal) : route)
            .map(route -> route.ofAttempt(attempt))
            .toList();
  }

  @Test
  void every_route_of_the_product_stands_in_the_table() {
    assumeTrue(World.get().isOneProcess());
    var expected = Expected.TABLE.stream().map(Expected::pattern).toList();
    assertThat(mapped()).hasSizeGreaterThan(20).allMatch(expected::contains);
  }

  @TestFactory
  Stream<DynamicTest> every_route_as_a_stranger() {
    var stranger = new People(World.get()).stranger();
    return routes.stream()
        .map(
            route ->
                dynamicTest(
                    route.toString(), () -> assertAnswers(route, stranger, route.stranger())));
  }

  @TestFactory
  Stream<DynamicTest> every_route_as_every_role() {
    return Stream.of(Expected.ALL.split(" ", -1))
        .flatMap(
            role ->
                routes.stream()
                    .map(
                        route ->
                            dynamicTest(
                                route + " as " + role,
                                () -> assertAnswers(route, bearer(role), route.statusFor(role)))));
  }

  @TestFactory
  Stream<DynamicTest> every_page_with_the_session_of_a_browser() {
    return Stream.of("owner@globex.test", "member@globex.test", "operator@ledger.test")
        .flatMap(RoutesTest::everyPageOf);
  }

  private static Stream<DynamicTest> everyPageOf(String email) {
    var visitor = new People(World.get()).signedIn(email);
    var role = email.substring(0, email.indexOf('@')).toUpperCase(Locale.ROOT);
    return table().stream()
        .filter(route -> route.isPage() && !route.path().contains("{"))
        // Both begin a sign-in anew.
        .filter(route -> !route.path().contains("oauth2"))
        .map(
            route ->
                dynamicTest(
                    route + " as " + email,
                    () -> assertAnswers(route, visitor, route.statusFor(role))));
  }

  private static void assertAnswers(Expected route, Visitor visitor, int status) {
    var answer = route.callBy(visitor);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertGuarded(answer);
  }

  private static List<Expected> table() {
    return World.get().isOneProcess()
        ? Expected.TABLE
        : Expected.TABLE.stream().map(Expected::throughTheEntry).toList();
  }

  private static Set<String> mapped() {
    var patterns = new TreeSet<String>();
    World.get().product().getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .map(RequestMappingInfo::getPatternValues)
        .forEach(patterns::addAll);
    return patterns;
  }

  private static Visitor bearer(String role) {
    var people = new People(World.get());
    return role.equals("OPERATOR")
        ? people.bearer("", role, "operator")
        : people.bearer(agency.id, role, role.toLowerCase(Locale.ROOT));
  }
}
