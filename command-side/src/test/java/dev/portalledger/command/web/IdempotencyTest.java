package dev.portalledger.command.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T28: a POST of the API may be repeated; it is done once. */
class IdempotencyTest {

  private static final String PATH = "/api/v1/authorizations";

  private final RunningCommandSide side = RunningCommandSide.get();
  private final String acme = "acme-" + suffix();
  private final String owner = side.issuer().token("owner", acme, "OWNER");

  @BeforeEach
  void register() {
    assertThat(register(acme).status()).isEqualTo(201);
  }

  @Test
  void a_request_without_a_key_is_told_to_bring_one() {
    var answer =
        side.send(
            HttpRequest.newBuilder(side.at(PATH))
                .header("Authorization", "Bearer " + owner)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("idempotency-missing");
    assertThat(attempts()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "two words", "tab\there"})
  void a_key_that_is_none_is_refused(String key) {
    var answer = post(owner, key, "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(attempts()).isZero();
  }

  @Test
  void a_key_of_300_characters_is_refused() {
    assertThat(post(owner, "k".repeat(300), "{}").problem()).isEqualTo("invalid-request");
  }

  @Test
  void a_repetition_gets_the_same_answer_with_the_browsers_cookie() {
    var key = UUID.randomUUID().toString();

    var first = post(owner, key, "{}");
    var again = post(owner, key, "{}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body()).contains("authorizationUrl");
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(oauthCookies(again)).isEqualTo(oauthCookies(first)).hasSize(1);
    assertThat(again.headers("Set-Cookie")).hasSize(1);
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void the_same_key_for_another_request_is_refused() {
    var key = UUID.randomUUID().toString();
    post(owner, key, "{}");

    var other = post(owner, key, "{ }");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-mismatch");
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void another_organizations_or_callers_same_key_is_another() {
    var globex = "globex-" + suffix();
    register(globex);
    var key = UUID.randomUUID().toString();

    var ours = post(owner, key, "{}");
    var theirs = post(side.issuer().token("owner", globex, "OWNER"), key, "{}");
    var colleagues = post(side.issuer().token("admin", acme, "ADMIN"), key, "{}");

    assertThat(List.of(ours.status(), theirs.status(), colleagues.status()))
        .containsExactly(201, 201, 201);
    assertThat(List.of(theirs.body(), colleagues.body())).doesNotContain(ours.body());
    assertThat(attempts()).isEqualTo(2);
  }

  @Test
  void fifty_at_once_have_one_effect() throws Exception {
    var key = UUID.randomUUID().toString();
    var together = new CountDownLatch(1);
    Callable<Answer> request =
        () -> {
          together.await();
          return post(owner, key, "{}");
        };
    List<Answer> answers;
    try (var threads = Executors.newFixedThreadPool(50)) {
      var sent = IntStream.range(0, 50).mapToObj(_ -> threads.submit(request)).toList();
      together.countDown();
      answers = new ArrayList<>();
      for (var one : sent) {
        answers.add(one.get());
      }
    }

    assertThat(attempts()).isEqualTo(1);
    assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
    assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::body))
        .isNotEmpty()
        .allMatch(post(owner, key, "{}").body()::equals);
    assertThat(answers.stream().filter(answer -> answer.status() == 409))
        .allMatch(answer -> answer.problem().equals("idempotency-in-progress"))
        .allMatch(answer -> answer.header("Retry-After") != null);
  }

  @Test
  void after_a_refusal_the_same_key_may_try_again() {
    var initech = "initech-" + suffix();
    var key = UUID.randomUUID().toString();
    var token = side.issuer().token("owner", initech, "OWNER");
    assertThat(post(token, key, "{}").problem()).isEqualTo("conflict");

    register(initech);

    assertThat(post(token, key, "{}").status()).isEqualTo(201);
  }

  @Test
  void a_claim_of_a_process_that_died_is_free_after_a_minute() {
    var key = UUID.randomUUID().toString();
    post(owner, key, "{}");
    rewind("status = null, answer_ct = null");
    assertThat(post(owner, key, "{}").problem()).isEqualTo("idempotency-in-progress");

    rewind("claimed_until = clock_timestamp() - interval '1 second'");

    assertThat(post(owner, key, "{}").status()).isEqualTo(201);
  }

  @Test
  void a_key_is_forgotten_after_a_day() {
    var key = UUID.randomUUID().toString();
    var first = post(owner, key, "{}");
    rewind("expires_at = clock_timestamp() - interval '1 second'");

    assertThat(post(owner, key, "{ }").body()).isNotEqualTo(first.body());

    rewind("expires_at = clock_timestamp() - interval '1 second'");
    side.bean(IdempotencyRecords.class).forgetExpired();
    assertThat(
            CommandDatabase.asOwner()
                .sql("select count(*) from command.idempotency")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void a_kept_answer_shows_no_secret() {
    var answer = post(owner, UUID.randomUUID().toString(), "{}");
    var secret = oauthCookies(answer).getFirst().replaceFirst("__Host-oauth=([^;]*).*", "$1");
    var state = answer.body().replaceFirst("(?s).*state=([^&\"]*).*", "$1");

    var rows =
        CommandDatabase.asOwner()
            .sql("select i::text from command.idempotency i")
            .query(String.class)
            .list()
            .toString();

    for (String canary : List.of(secret, state, acme, "authorizationUrl")) {
      assertThat(rows)
          .doesNotContain(canary)
          .doesNotContain(HexFormat.of().formatHex(canary.getBytes(UTF_8)));
    }
  }

  private Answer post(String token, String key, String body) {
    return side.send(
        HttpRequest.newBuilder(side.at(PATH))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private Answer register(String organization) {
    return side.send(
        side.api(
            "POST",
            "/api/v1/organizations",
            side.issuer().token("operator", null, "OPERATOR"),
            """
            {"organizationId":"%1$s","name":"%1$s","plan":"PRO","features":["AUDIT"]}
            """
                .formatted(organization)));
  }

  private long attempts() {
    return CommandDatabase.asOwner()
        .sql("select count(*) from command.attempt where organization_id = :org")
        .param("org", acme)
        .query(Long.class)
        .single();
  }

  private static void rewind(String change) {
    CommandDatabase.asOwner().sql("update command.idempotency set " + change).update();
  }

  private static List<String> oauthCookies(Answer answer) {
    return answer.headers("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("__Host-oauth="))
        .toList();
  }

  private static String suffix() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
