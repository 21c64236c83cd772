package dev.portalledger.command.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.subject.PersonalData;
import dev.portalledger.command.subject.Subjects;
import dev.portalledger.command.web.RunningCommandSide;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** T36: one person asks, another confirms, the law may say no. */
class ErasureApiTest {

  private static final String ASKED =
      "{\"reason\":\"ASKED_BY_THE_PERSON\",\"reference\":\"DSR-7\"}";
  private static final String CLAIM = "{\"reason\":\"LEGAL_CLAIM\",\"reference\":\"C-9\"}";

  private final RunningCommandSide side = RunningCommandSide.get();
  private final JdbcClient db = CommandDatabase.asOwner();
  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final String acme = "acme-" + unique;
  private final String globex = "globex-" + unique;
  private final String owner = side.issuer().token("owner", acme, "OWNER");
  private final String admin = side.issuer().token("admin", acme, "ADMIN");
  private final String operator = side.issuer().token("otto", null, "OPERATOR");
  private final SubjectId hugo = authorizer(acme);

  @Test
  @DisplayName("T36: two people erase a person; the event says who they were and not who it was")
  void one_asks_another_confirms() {
    var asked = erasure("POST", owner, ASKED);
    var erased = confirm(admin);

    assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    assertThat(asked.body()).contains("\"state\":\"REQUESTED\"").contains("\"version\":1");
    assertThat(erased.status()).as(erased.body()).isEqualTo(200);
    assertThat(erased.body()).contains("\"state\":\"ERASED\"").contains("\"version\":2");
    var event = (SubjectErased) events(acme).getLast();
    assertThat(event.by()).isNotNull().isNotEqualTo(event.confirmedBy()).isNotEqualTo(hugo);
    assertThat(event.reference()).isEqualTo("DSR-7");
    assertThat(isEmpty(hugo)).isTrue();
    assertThat(keys()).isZero();
    assertThat(tenants()).containsOnly(acme);
  }

  @Test
  @DisplayName("T36: erased once, however often it is confirmed, and by many at once")
  void many_confirmations_at_once_erase_once() throws Exception {
    erasure("POST", owner, ASKED);
    var together = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var all =
          IntStream.range(0, 8)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            together.await();
                            return confirm(admin).status();
                          }))
              .toList();
      together.countDown();
      for (var one : all) {
        assertThat(one.get()).isEqualTo(200);
      }
    }
    assertThat(events(acme)).hasSize(2);
    assertThat(erasure("POST", owner, ASKED).body()).contains("\"state\":\"ERASED\"");
    assertThat(events(acme)).hasSize(2);
  }

  @Test
  void a_case_number_may_be_left_out() {
    assertThat(erasure("POST", owner, "{\"reason\":\"ORDERED\"}").status()).isEqualTo(202);
    assertThat(hold("PUT", owner, "{\"reason\":\"ORDERED\"}").status()).isEqualTo(200);
  }

  @Test
  void whoever_asked_cannot_confirm() {
    erasure("POST", owner, ASKED);

    var refused = confirm(owner);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Another owner or admin");
    assertThat(isEmpty(hugo)).isFalse();
  }

  @Test
  void nobody_confirms_what_was_withdrawn() {
    erasure("POST", owner, ASKED);

    assertThat(erasure("DELETE", admin, "").body()).contains("\"state\":\"KEPT\"");

    assertThat(confirm(admin).status()).isEqualTo(409);
    assertThat(open()).isZero();
    assertThat(isEmpty(hugo)).isFalse();
  }

  @Test
  @DisplayName("T36: a legal hold refuses erasure with its reason, until it is lifted")
  void a_hold_refuses_with_its_reason() {
    erasure("POST", owner, ASKED);
    assertThat(hold("PUT", owner, CLAIM).body()).contains("\"state\":\"REQUESTED\"");

    var refused = confirm(admin);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body())
        .contains("\"holdReason\":\"LEGAL_CLAIM\"")
        .contains("\"holdReference\":\"C-9\"")
        .contains("legal claim, case C-9");
    assertThat(isEmpty(hugo)).isFalse();
    assertThat(hold("DELETE", admin, "").status()).isEqualTo(200);
    assertThat(confirm(admin).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("T36: somebody unknown and somebody of another organization get the same answer")
  void the_unknown_and_the_foreign_are_not_found() {
    var stranger = side.issuer().token("owner", globex, "OWNER");

    var foreign = erasure("POST", stranger, ASKED);
    var unknown = send("POST", "/api/v1/subjects/nobody/erasure", owner, ASKED);

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(detail(foreign)).isEqualTo(detail(unknown));
    for (var answer :
        List.of(
            send("POST", "/api/v1/subjects/nobody/erasure/confirmation", owner, ""),
            confirm(stranger),
            hold("PUT", stranger, CLAIM),
            hold("DELETE", stranger, ""),
            erasure("DELETE", stranger, ""))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    }
    assertThat(events(acme)).isEmpty();
    assertThat(events(globex)).isEmpty();
  }

  @Test
  @DisplayName("T36: of whom several organizations know, only an operator is the second person")
  void an_operator_confirms_for_several_organizations() {
    assertThat(authorizer(globex)).isEqualTo(hugo);
    erasure("POST", owner, ASKED);

    var refused = confirm(admin);
    var waiting = send("GET", "/api/v1/erasures", operator, "");
    var erased = confirm(operator);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("operator").doesNotContain(globex);
    assertThat(waiting.body()).contains(hugo.value(), acme, "\"severalOrganizations\":true");
    assertThat(erased.status()).as(erased.body()).isEqualTo(200);
    var elsewhere = (SubjectErased) events(globex).getLast();
    assertThat(elsewhere.by()).isNull();
    assertThat(elsewhere.reference()).isNull();
    assertThat(events(acme)).hasSize(2);
    assertThat(tenants()).containsExactlyInAnyOrder(acme, acme, globex);
    assertThat(isEmpty(hugo)).isTrue();
    assertThat(confirm(operator).status()).as("nothing waits any more").isEqualTo(404);
  }

  @Test
  void a_hold_of_another_organization_stops_an_operator_too() {
    authorizer(globex);
    var elsewhere = side.issuer().token("owner", globex, "OWNER");
    erasure("POST", owner, ASKED);
    hold("PUT", elsewhere, CLAIM);

    var refused = confirm(operator);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Another organization").doesNotContain("C-9", globex);
    assertThat(isEmpty(hugo)).isFalse();
  }

  @Test
  void a_request_that_nobody_confirms_ends_after_seven_days() {
    erasure("POST", owner, ASKED);
    var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(7).plusSeconds(1));
    var commands =
        new ErasureCommands(
            side.bean(PersonalData.class),
            side.bean(ErasureStreams.class),
            side.bean(OpenRequests.class),
            later);
    assertThat(side.bean(OpenRequests.class).overdue(later.instant()))
        .anyMatch(request -> request.subjectId().equals(hugo.value()));

    new TransactionTemplate(side.bean(PlatformTransactionManager.class))
        .executeWithoutResult(
            _ -> commands.handle(new ExpireErasure(new OrganizationId(acme), hugo)));

    assertThat(confirm(admin).status()).isEqualTo(409);
    assertThat(open()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"reason\":\"because Hugo left\"}",
        "{\"reason\":null}",
        "{\"reason\":7}",
        "{\"reason\":\"ASKED_BY_THE_PERSON\",\"reference\":\"hugo@client.example\"}",
        "{\"reason\":\"ASKED_BY_THE_PERSON\",\"reference\":\"HUGO\"}",
        "{\"reason\":\"ASKED_BY_THE_PERSON\",\"reference\":\"Hugo 1\"}",
        "not json"
      })
  void what_could_say_who_is_meant_is_not_taken_for_a_reason(String body) {
    var answer = erasure("POST", owner, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(events(acme)).isEmpty();
  }

  @Test
  void a_form_leads_back_to_the_page_and_says_what_was_refused() {
    var browser = side.browserOf(acme, "OWNER");

    var asked = side.send(browser.form("/people/" + hugo + "/erasure", "reason=ORDERED"));
    var refused = side.send(browser.form("/people/" + hugo + "/erasure/confirmation", ""));
    var unreadable =
        side.send(browser.form("/people/" + hugo + "/legal-hold", "reason=ORDERED&reference=Hugo"));
    var unknown = side.send(browser.form("/people/nobody/erasure", "reason=ORDERED"));

    assertThat(asked.header("Location")).isEqualTo("/people/" + hugo + "?minVersion=1");
    assertThat(refused.header("Location")).isEqualTo("/people/" + hugo + "?refused=same-person");
    assertThat(unreadable.header("Location")).isEqualTo("/people/" + hugo + "?refused=unreadable");
    assertThat(unknown.header("Location")).isEqualTo("/problems/not-found");
  }

  /** Each test's own HubSpot user. */
  private SubjectId authorizer(String organization) {
    return side.bean(Subjects.class)
        .authorizer(
            new OrganizationId(organization),
            Long.parseLong(unique, 16),
            "hugo@" + unique + ".example");
  }

  private Answer erasure(String method, String token, String body) {
    return send(method, "/api/v1/subjects/" + hugo + "/erasure", token, body);
  }

  private Answer confirm(String token) {
    return send("POST", "/api/v1/subjects/" + hugo + "/erasure/confirmation", token, "");
  }

  private Answer hold(String method, String token, String body) {
    return send(method, "/api/v1/subjects/" + hugo + "/legal-hold", token, body);
  }

  private Answer send(String method, String path, String token, String body) {
    return side.send(side.api(method, path, token, body));
  }

  private List<Object> events(String organization) {
    return side.bean(EventStore.class)
        .readEvents(hugo.stream(new OrganizationId(organization)))
        .asStream()
        .<Object>map(Message::getPayload)
        .toList();
  }

  /** Whose ledger each event of the subject stands in. */
  private List<String> tenants() {
    return db.sql(
            "select tenant from events.event where aggregate_identifier like 'subject-' || :id || '%'")
        .param("id", hugo.value())
        .query(String.class)
        .list();
  }

  private boolean isEmpty(SubjectId subject) {
    return db.sql(
            """
            select name_ct is null and email_ct is null and lookup is null and erased_at is not null
              from subject.subject where subject_id = :id
            """)
        .param("id", subject.value())
        .query(Boolean.class)
        .single();
  }

  private int keys() {
    return count("select count(*) from subject.data_key where subject_id = :id");
  }

  private int open() {
    return count("select count(*) from subject.erasure_request where subject_id = :id");
  }

  private int count(String sql) {
    return db.sql(sql).param("id", hugo.value()).query(Integer.class).single();
  }

  private static String detail(Answer answer) {
    return answer.body().replaceFirst("(?s).*\"detail\"\\s*:\\s*\"([^\"]*)\".*", "$1");
  }
}
