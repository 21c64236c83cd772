package dev.portalledger.command.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.web.RunningCommandSide;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import dev.portalledger.events.replay.ReplayCancelled;
import dev.portalledger.events.replay.ReplayId;
import dev.portalledger.events.replay.ReplayRequested;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request for a replay is an event: who, of which moment, what for. */
class ReplayApiTest {

  private static final Pattern ID = Pattern.compile("\"replayId\":\"([A-Za-z0-9_-]{22})\"");

  private final RunningCommandSide side = RunningCommandSide.get();
  private final String acme = "acme-" + UUID.randomUUID().toString().substring(0, 8);
  private final String auditor = side.issuer().token("anna", acme, "AUDITOR");

  @BeforeEach
  void register() {
    var operator = side.issuer().token("operator", null, "OPERATOR");
    var body =
        "{\"organizationId\":\"%s\",\"name\":\"Acme\",\"plan\":\"PRO\",\"features\":[]}"
            .formatted(acme);
    assertThat(side.send(side.api("POST", "/api/v1/organizations", operator, body)).status())
        .isEqualTo(201);
  }

  @Test
  void an_auditor_asks_for_it_and_it_is_recorded_who_and_what_for() {
    var answer = ask("{\"purpose\":\" SOC 2: 2026/03 \"}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    var id = id(answer);
    assertThat(answer.header("Location")).isEqualTo("/api/v1/replays/" + id);
    var requested = (ReplayRequested) events(id).getFirst();
    assertThat(requested.organizationId().value()).isEqualTo(acme);
    assertThat(requested.asOf()).isNull();
    assertThat(requested.purpose()).isEqualTo("SOC 2: 2026/03");
    assertThat(requested.requestedBy().value()).isNotEqualTo("anna").isNotBlank();
  }

  @Test
  @DisplayName("T28: the same request again is one replay")
  void a_repetition_asks_once() {
    var key = UUID.randomUUID().toString();

    var first = ask(key, "{\"purpose\":\"ticket-7\"}");
    var again = ask(key, "{\"purpose\":\"ticket-7\"}");

    assertThat(id(again)).isEqualTo(id(first));
  }

  @Test
  void who_cancels_is_recorded_once_and_only_of_ones_own() {
    var id = id(ask("{\"purpose\":\"ticket-7\"}"));
    var stranger = side.issuer().token("sam", "globex", "OWNER");

    var foreign = delete(stranger, id);
    var unknown = delete(stranger, "nobody-has-this-one");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body().replace(id, "nobody-has-this-one").replaceAll("[0-9a-f]{32}", ""))
        .isEqualTo(unknown.body().replaceAll("[0-9a-f]{32}", ""));
    assertThat(events(id)).hasSize(1);

    assertThat(delete(auditor, id).status()).isEqualTo(204);
    assertThat(delete(auditor, id).status()).isEqualTo(204);
    assertThat(events(id)).hasSize(2);
    assertThat(events(id).getLast()).isInstanceOf(ReplayCancelled.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"purpose\":\"\"}",
        "{\"purpose\":\"anna@acme.test\"}",
        "{\"purpose\":7}",
        "{\"purpose\":\"x\",\"asOf\":\"yesterday\"}",
        "{\"purpose\":\"x\",\"asOf\":\"2026-02-30\"}",
        "{\"purpose\":\"x\",\"asOf\":\"2020-01-01\"}",
        "{\"purpose\":\"x\",\"asOf\":\"2999-01-01\"}",
        "{\"purpose\":\"x\",\"asOf\":1772539200}",
        "{\"purpose\":\"x\",\"organization\":\"globex\"}"
      })
  void what_cannot_be_replayed_is_told(String body) {
    var answer = ask(body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
  }

  @Test
  void a_moment_before_the_first_event_is_answered_with_when_that_was() {
    assertThat(ask("{\"purpose\":\"x\",\"asOf\":\"2020-01-01\"}").body())
        .contains("before the first event");
    assertThat(ask("{\"purpose\":\"x\",\"asOf\":\"2999-01-01\"}").body()).contains("in the future");
  }

  @Test
  void an_organization_without_events_has_nothing_to_replay() {
    var nobody = side.issuer().token("nobody", "never-registered", "OWNER");

    var answer = side.send(side.api("POST", "/api/v1/replays", nobody, "{\"purpose\":\"x\"}"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("conflict");
  }

  private Answer ask(String body) {
    return ask(UUID.randomUUID().toString(), body);
  }

  private Answer ask(String key, String body) {
    return side.send(
        side.api("POST", "/api/v1/replays", auditor, body).setHeader("Idempotency-Key", key));
  }

  private Answer delete(String token, String id) {
    return side.send(side.api("DELETE", "/api/v1/replays/" + id, token, ""));
  }

  private static String id(Answer answer) {
    var found = ID.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  private List<?> events(String id) {
    return side.bean(EventStore.class)
        .readEvents(new ReplayId(id).stream())
        .asStream()
        .map(Message::getPayload)
        .toList();
  }
}
