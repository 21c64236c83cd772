package dev.portalledger.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is asked for once retention has dropped what was recorded about it. */
class DroppedRecordsTest {

  private final RunningCommandSide side = RunningCommandSide.get();
  private final String operator = side.issuer().token("operator", null, "OPERATOR");

  @Test
  void nothing_is_changed_and_nobody_is_told_to_try_again() {
    var old = registered();
    var young = registered();
    var dropped =
        CommandDatabase.asOwner()
            .sql("select events.drop_bodies(array[:stream])")
            .param("stream", "org-" + old)
            .query(Long.class)
            .single();

    var answer = plan(old);

    assertThat(dropped).isPositive();
    assertThat(answer.problem()).as(answer.body()).isEqualTo("records-dropped");
    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.headers("Retry-After")).isEmpty();
    assertThat(events(old)).isEqualTo(dropped);
    assertThat(plan(young).status()).isEqualTo(200);
  }

  private String registered() {
    var id = "dropped-" + UUID.randomUUID().toString().substring(0, 8);
    var answer =
        side.send(
            side.api(
                "POST",
                "/api/v1/organizations",
                operator,
                "{\"organizationId\":\"%s\",\"name\":\"A\",\"plan\":\"PRO\",\"features\":[]}"
                    .formatted(id)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return id;
  }

  private Answer plan(String organization) {
    return side.send(
        side.api(
            "PUT",
            "/api/v1/organizations/" + organization + "/plan",
            operator,
            "{\"plan\":\"ULTIMATE\"}"));
  }

  private static long events(String organization) {
    return CommandDatabase.asOwner()
        .sql("select count(*) from events.event where aggregate_identifier = :stream")
        .param("stream", "org-" + organization)
        .query(Long.class)
        .single();
  }
}
