package dev.portalledger.command.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.authorization.AuthorizationStart.Start;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.command.web.RunningCommandSide;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;

/** T15: tokens are believed only when HubSpot itself says whose they are. */
class GrantTakingTest {

  private static final String TOKENS =
      """
      {"token_type":"bearer","expires_in":1800,"access_token":"access-%1$s","refresh_token":"refresh-%1$s"}
      """
          .formatted(UUID.randomUUID());

  private final RunningCommandSide side = RunningCommandSide.get();

  @AfterEach
  void as_before() {
    side.hubSpot().hangsUp();
  }

  @ParameterizedTest
  @DisplayName("T15: a grant of another app, or of none, is not taken and its token is given up")
  @ValueSource(
      strings = {
        "{\"active\":true,\"hub_id\":424243,\"user_id\":7,\"client_id\":\"another\",\"scopes\":[\"oauth\"]}",
        "{\"active\":false}"
      })
  void only_a_grant_of_ours_is_taken(String introspected) {
    side.hubSpot().answers(exchange -> answer(exchange, introspected));
    var state = begun();
    var attempts = side.bean(Attempts.class);
    var found = attempts.find(Secrets.hash(state)).orElseThrow();
    assertThat(attempts.consume(found.attempt().id())).isTrue();

    var result = side.bean(GrantTaking.class).take(found, state, "code");

    assertThat(result)
        .isEqualTo(new GrantTaking.NotTaken(new Outcome.Failed(FailureCause.GRANT_NOT_CONFIRMED)));
    assertThat(count("events.event where aggregate_identifier = 'portal-424243'")).isZero();
    assertThat(count("command.credential where attempt_id = '%s' and status = 'PENDING'", found))
        .as("whoever ends the attempt revokes it")
        .isEqualTo(1);
  }

  private String begun() {
    var begun =
        side.bean(AuthorizationStart.class)
            .begin(
                new OrganizationId("of-grant-taking"),
                new SubjectId(UUID.randomUUID().toString()),
                List.of(Feature.AUDIT),
                null,
                Secrets.random());
    var url = URI.create(((Start.Begun) begun).authorizationUrl());
    return String.valueOf(
        UriComponentsBuilder.fromUri(url).build().getQueryParams().getFirst("state"));
  }

  private static int count(String from, Attempts.Found found) {
    return count(from.formatted(found.attempt().id()));
  }

  private static int count(String from) {
    return CommandDatabase.asOwner()
        .sql("select count(*) from " + from)
        .query(Integer.class)
        .single();
  }

  private static void answer(HttpExchange exchange, String introspected) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var isToken = exchange.getRequestURI().getPath().endsWith("/token");
    byte[] body = (isToken ? TOKENS : introspected).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
