package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What belongs to another organization looks exactly like what does not exist. */
class OrganizationsApartTest {

  private static final Agency AGENCY = Agency.on("CUSTOM");

  @TestFactory
  Stream<DynamicTest> somebody_elses_portal_is_like_one_nobody_has() {
    var other = Agency.on("PRO");
    var held = Agency.newPortal();
    var removed = Agency.newPortal();
    other.connect(held);
    other.connect(removed);
    other.remove(removed);
    long unknown = Agency.newPortal();
    return Expected.TABLE.stream()
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
                                        route.with(foreign).callBy(AGENCY.owner),
                                        foreign,
                                        route.with(unknown).callBy(AGENCY.owner),
                                        unknown))));
  }

  @Test
  void somebody_elses_attempt_is_like_one_nobody_made() {
    var other = Agency.on("PRO");
    var theirs = other.setOut().id();
    var unknown = new StringBuilder(theirs).reverse().toString();

    var foreign = AGENCY.owner.get("/attempts/" + theirs);

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(neutral(foreign, theirs))
        .isEqualTo(neutral(AGENCY.owner.get("/attempts/" + unknown), unknown));
  }

  @Test
  void another_organization_named_in_the_request_changes_nothing() {
    var other = Agency.on("PRO");
    other.connect(Agency.newPortal());
    for (var path : List.of("/api/v1/client-accounts", "/api/v1/audit-trail")) {
      var asked =
          AGENCY.owner.getJson(path + "?organization=" + other.id + "&organizationId=" + other.id);
      assertThat(asked.body()).isEqualTo(AGENCY.owner.getJson(path).body());
    }
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
        .replaceAll("\\b[0-9a-f]{32}\\b", "TRACE")
        .replaceAll("(name=\"_csrf\"[^>]*value=)\"[^\"]+\"", "$1CSRF")
        .replace(asked, "ASKED"); // last, for its digits may stand in what is random
  }

  private static Map<String, List<String>> headers(Answer answer) {
    var headers = new LinkedHashMap<>(answer.response().headers().map());
    headers.remove("connection");
    headers.remove("date");
    headers.remove("set-cookie");
    return headers;
  }
}
