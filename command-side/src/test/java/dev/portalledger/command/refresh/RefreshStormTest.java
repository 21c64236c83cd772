package dev.portalledger.command.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.TestKeys;
import dev.portalledger.events.connection.PortalId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * R12: callers of four processes find their tokens expired at the same moment, at a HubSpot that
 * rotates refresh tokens and ends a grant whose old one is used again. The same storm goes over
 * Spring's own client service. The full size: {@code -Dstorm=full}.
 */
@DisplayName("R12 callers of four processes cause one token call for each expired connection")
@Tag("R12")
class RefreshStormTest {

  private static final boolean FULL = "full".equals(System.getProperty("storm"));
  private static final int PROCESSES = 4;
  private static final int CALLERS = FULL ? 1_000 : 160;
  private static final int CONNECTIONS = FULL ? 200 : 20;
  private static final Duration LATENCY = FULL ? Duration.ofSeconds(12) : Duration.ofMillis(500);

  private final TokenEndpoint hubSpot = new TokenEndpoint().rotating().answeringAfter(LATENCY);
  private final Path keys = TestKeys.in(FreshTokensTest.temporary());
  private final List<Process> processes = new ArrayList<>();

  private record Result(int tokenCalls, int invalidGrants, int served, int grantsLeft, long p99) {

    void tell(String contender) {
      System.out.printf(
          "storm: %s: %d callers, %d connections, %d processes, token endpoint %s: %d token calls,"
              + " %d invalid_grant, %d served, %d grants alive, unrelated query p99 %d ms%n",
          contender,
          CALLERS,
          CONNECTIONS,
          PROCESSES,
          LATENCY,
          tokenCalls,
          invalidGrants,
          served,
          grantsLeft,
          p99);
    }
  }

  @BeforeEach
  void empty() {
    CommandDatabase.asOwner().sql("truncate command.credential, command.revocation").update();
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    hubSpot.close();
  }

  @Test
  @Timeout(240)
  void every_caller_is_served_by_one_call_for_each_connection() throws Exception {
    try (var node =
        new RefreshNode(CommandDatabase.url(), hubSpot.url(), keys, Map.of(), Clock.systemUTC())) {
      for (int i = 0; i < CONNECTIONS; i++) {
        var portal = new PortalId(StormNode.FIRST_PORTAL + i);
        node.connect(portal, 1, hubSpot.grant(), Duration.ofMinutes(-1));
      }
    }

    var result = storm("ours", CommandDatabase.url());

    result.tell("Portal Ledger");
    assertThat(result.tokenCalls()).isEqualTo(CONNECTIONS);
    assertThat(result.invalidGrants()).isZero();
    assertThat(result.served()).isEqualTo(CALLERS);
    assertThat(result.grantsLeft()).isEqualTo(CONNECTIONS);
  }

  @Test
  @Timeout(240)
  void spring_s_own_client_service_refreshes_once_per_caller_and_loses_grants() throws Exception {
    prepareSpring();

    var result = storm(StormNode.SPRING, CommandDatabase.url() + "?currentSchema=spring");

    result.tell("Spring's JdbcOAuth2AuthorizedClientService");
    assertThat(result.tokenCalls()).isGreaterThan(CONNECTIONS);
    assertThat(result.invalidGrants()).isPositive();
    assertThat(result.served()).isLessThan(CALLERS);
    assertThat(result.grantsLeft()).isLessThan(CONNECTIONS);
  }

  private Result storm(String contender, String database) throws Exception {
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start(contender, database));
    }
    var outputs = processes.stream().map(process -> process.inputReader(UTF_8)).toList();
    for (var output : outputs) {
      await(output, "ready");
    }
    for (Process process : processes) {
      try (var input = process.outputWriter(UTF_8)) {
        input.write("go\n");
      }
    }
    int served = 0;
    long p99 = 0;
    for (var output : outputs) {
      var told = await(output, "served ").split(" ", -1);
      served += Integer.parseInt(told[1]);
      p99 = Math.max(p99, Long.parseLong(told[3]));
    }
    return new Result(
        hubSpot.calls(), hubSpot.invalidGrants(), served, hubSpot.alive().size(), p99);
  }

  private Process start(String contender, String database) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx192m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StormNode.class.getName(),
            contender,
            database,
            hubSpot.url(),
            keys.toString(),
            Integer.toString(CALLERS / PROCESSES),
            Integer.toString(CONNECTIONS))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String await(BufferedReader output, String beginning) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IllegalStateException("the process ended before it said " + beginning);
  }

  private void prepareSpring() {
    var owner = CommandDatabase.asOwner();
    owner
        .sql(
            """
            create schema if not exists spring;
            drop table if exists spring.oauth2_authorized_client;
            create table spring.oauth2_authorized_client (
              client_registration_id varchar(100) not null, principal_name varchar(200) not null,
              access_token_type varchar(100) not null, access_token_value bytea not null,
              access_token_issued_at timestamp not null, access_token_expires_at timestamp not null,
              access_token_scopes varchar(1000), refresh_token_value bytea,
              refresh_token_issued_at timestamp,
              created_at timestamp default current_timestamp not null,
              primary key (client_registration_id, principal_name));
            grant usage on schema spring to ledger;
            grant select, insert, update, delete on spring.oauth2_authorized_client to ledger
            """)
        .update();
    var past = Timestamp.from(Instant.parse("2026-01-01T00:00:00Z"));
    IntStream.range(0, CONNECTIONS)
        .forEach(
            i ->
                owner
                    .sql(
                        """
                        insert into spring.oauth2_authorized_client values
                          ('hubspot', :principal, 'Bearer', :access, :past,
                           cast(:past as timestamp) + interval '30 minutes', 'oauth', :refresh, :past)
                        """)
                    .param("principal", "portal-" + (StormNode.FIRST_PORTAL + i))
                    .param("access", "old".getBytes(UTF_8))
                    .param("past", past)
                    .param("refresh", hubSpot.grant().getBytes(UTF_8))
                    .update());
  }
}
