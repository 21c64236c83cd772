package dev.portalledger.command.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T21, T23, R21: whatever is sent, the answer is a problem that helps, and never a 500. */
class BadInputTest {

  private static final int LIMIT = 64 * 1024;

  private final RunningCommandSide side = RunningCommandSide.get();
  private final String operator = side.issuer().token("operator", null, "OPERATOR");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'organizationId':'agency','name':'A','plan':'PRO','features':[],'id':1} | 'id'",
        "{'organizationId':'agency','plan':'PRO','features':[]} | 'name'",
        "{'organizationId':'agency','name':null,'plan':'PRO','features':[]} | 'name'",
        "{'organizationId':'agency','name':5,'plan':'PRO','features':[]} | 'name'",
        "{'organizationId':'agency','name':'A','plan':'GOLD','features':[]} | 'plan'",
        "{'organizationId':'agency','name':'A','plan':0,'features':[]} | 'plan'",
        "{'organizationId':'agency','name':'A','plan':'PRO','features':'AUDIT'} | 'features'",
        "{'organizationId':'agency','name':'A','plan':'PRO','features':[null]} | value",
        "{'organizationId':'agency','name':'A','plan':'PRO','features':['X']} | value",
        "{'organizationId':'agency','name':'A','name':'B','plan':'PRO','features':[]} | JSON",
        "{'organizationId':'Agency!','name':'A','plan':'PRO','features':[]} | organization id",
        "{'organizationId':'agency','name':' ','plan':'PRO','features':[]} | name",
        "{'organizationId':'agency','name':'A','plan':'PRO','features':[]} x | JSON",
        "{'organizationId':'agency' | JSON",
        "[] | body",
        "'text' | body",
        "null | JSON",
        "{} | 'organizationId'",
        "<xml/> | JSON"
      })
  void a_body_that_is_not_what_is_expected_is_told_where(String body, String names) {
    var answer =
        side.send(
            side.api("POST", "/api/v1/organizations", operator, body.trim().replace('\'', '"')));

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.body()).containsIgnoringCase(names);
    assertThat(answer.body())
        .doesNotContain("Exception")
        .doesNotContain("dev.portalledger")
        .doesNotContain("tools.jackson");
    assertThat(organizations()).isZero();
  }

  @Test
  void an_empty_body_is_told() {
    assertProblem(
        side.send(side.api("POST", "/api/v1/organizations", operator, "")), 400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "abc", "1.5", "9223372036854775808", "%20", "1e3", "٣٤x"})
  void a_portal_id_that_is_none_is_a_bad_request(String id) {
    var path = "/api/v1/portals/" + URLEncoder.encode(id, UTF_8).replace("%25", "%");
    var answer = side.send(side.api("DELETE", path, owner(), ""));

    assertProblem(answer, 400, "invalid-request");
  }

  @Test
  void a_portal_nobody_knows_is_not_found() {
    assertProblem(
        side.send(side.api("DELETE", "/api/v1/portals/987654", owner(), "")), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "nonsense"
      })
  void only_json_is_taken(String type) {
    var answer =
        side.send(
            side.api("PUT", "/api/v1/organizations/agency/plan", operator, "{\"plan\":\"PRO\"}")
                .setHeader("Content-Type", type));

    assertProblem(answer, 415, "unsupported-media-type");
  }

  @Test
  void an_answer_in_another_format_is_not_offered() {
    var answer =
        side.send(
            side.api("DELETE", "/api/v1/portals/987654", owner(), "")
                .setHeader("Accept", "application/xml"));

    assertThat(answer.status()).isIn(404, 406);
  }

  @Test
  void a_body_of_just_64_kib_is_read_and_one_more_byte_is_too_large() {
    assertProblem(plan(padded(LIMIT)), 404, "not-found");
    assertProblem(plan(padded(LIMIT + 1)), 413, "payload-too-large");
  }

  @Test
  void a_body_that_does_not_say_its_length_is_measured() {
    assertProblem(chunked(padded(LIMIT)), 404, "not-found");
    assertProblem(chunked(padded(LIMIT + 1)), 413, "payload-too-large");
    assertProblem(chunked(padded(3 * 1024 * 1024)), 413, "payload-too-large");
  }

  @Test
  void a_form_that_does_not_say_its_length_is_too_large() {
    var browser = side.browser("acme", "OWNER");
    var answer =
        side.send(
            browser
                .signed(HttpRequest.newBuilder(side.at("/client-accounts/add")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("_csrf=x".getBytes(UTF_8)))));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/problems/payload-too-large");
  }

  @Test
  void nesting_without_end_is_not_followed() {
    var deep = "{\"plan\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

    assertProblem(plan(deep), 400, "invalid-request");
  }

  @Test
  void a_problem_names_itself_the_request_and_the_callers_trace() {
    var trace = "0af7651916cd43dd8448eb211c80319c";
    var answer =
        side.send(
            side.api("DELETE", "/api/v1/portals/987654", owner(), "")
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));

    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body())
        .contains("\"type\":\"https://ledger.test/problems/not-found\"")
        .contains("\"title\":")
        .contains("\"status\":404")
        .contains("\"detail\":")
        .contains("\"instance\":\"/api/v1/portals/987654\"")
        .contains("\"traceId\":\"" + trace + "\"");
  }

  private Answer plan(String body) {
    return side.send(side.api("PUT", "/api/v1/organizations/nobody-knows/plan", operator, body));
  }

  private Answer chunked(String body) {
    return side.send(
        HttpRequest.newBuilder(side.at("/api/v1/organizations/nobody-knows/plan"))
            .header("Authorization", "Bearer " + operator)
            .header("Content-Type", "application/json")
            .PUT(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(body.getBytes(UTF_8)))));
  }

  private static String padded(int length) {
    var body = "{\"plan\":\"PRO\"}";
    return body + " ".repeat(length - body.length());
  }

  private String owner() {
    return side.issuer().token("owner-" + UUID.randomUUID(), "acme", "OWNER");
  }

  private static long organizations() {
    return CommandDatabase.asOwner()
        .sql("select count(*) from events.event where aggregate_identifier = 'org-agency'")
        .query(Long.class)
        .single();
  }

  private static void assertProblem(Answer answer, int status, String problem) {
    assertThat(answer.problem()).as(answer.body()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(status);
  }
}
