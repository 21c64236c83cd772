package dev.portalledger.command.refresh;

import static dev.portalledger.command.refresh.RefreshNode.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.TestKeys;
import dev.portalledger.command.refresh.TokenEndpoint.Behaviour;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Turns;
import dev.portalledger.events.connection.PortalId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshTokensTest {

  private static final PortalId PORTAL = new PortalId(1001);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration LONG_OVER = Duration.ofMinutes(-10);

  private final TokenEndpoint hubSpot = new TokenEndpoint();
  private final Path keys = TestKeys.in(temporary());
  private final List<RefreshNode> nodes = new ArrayList<>();
  private RefreshNode node;

  @BeforeEach
  void open() {
    CommandDatabase.asOwner()
        .sql("truncate command.credential, command.revocation cascade")
        .update();
    node = node(Clock.systemUTC());
  }

  @AfterEach
  void close() {
    nodes.forEach(RefreshNode::close);
    hubSpot.close();
  }

  @Test
  void a_token_that_lives_long_enough_is_given_as_it_is() {
    node.connect(PORTAL, 1, hubSpot.grant(), Duration.ofMinutes(6));

    assertThat(token(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)))
        .isEqualTo("old-access-1001-1");
    assertThat(hubSpot.calls()).isZero();
  }

  @Test
  void a_token_that_ends_soon_is_refreshed_and_kept() {
    node.connect(PORTAL, 1, hubSpot.grant(), Duration.ofMinutes(4));

    var first = node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES);
    var again = node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES);

    assertThat(token(first)).startsWith("access-");
    assertThat(token(again)).isEqualTo(token(first));
    assertThat(((Fresh.Live) again).expiresAt())
        .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1900));
    assertThat(hubSpot.calls()).isEqualTo(1);
  }

  @Test
  void tokens_of_another_portal_are_neither_used_nor_kept_nor_revoked() {
    hubSpot.next(Behaviour.ANOTHER_PORTAL);
    var ours = hubSpot.grant();
    node.connect(PORTAL, 1, ours, LONG_OVER);

    assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES))
        .isInstanceOf(Fresh.Unavailable.class);

    assertThat(kept().value()).isEqualTo(ours);
    assertThat(node.vault().active(ACME, PORTAL).orElseThrow().access().value())
        .isEqualTo("old-access-1001-1");
    assertThat(
            node.db().sql("select count(*) from command.revocation").query(Integer.class).single())
        .isZero();
  }

  @Test
  void nobody_else_gets_an_organizations_token() {
    assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)).isInstanceOf(Fresh.NotHeld.class);
    assertThat(node.tokens().refreshNow(ACME, PORTAL)).isInstanceOf(Fresh.NotHeld.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void it_is_right_whether_or_not_hubspot_rotates(boolean rotates) {
    if (rotates) {
      var _ = hubSpot.rotating();
    }
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);

    for (int i = 0; i < 5; i++) {
      node.age(PORTAL, LONG_OVER);
      assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)).isInstanceOf(Fresh.Live.class);
    }

    assertThat(hubSpot.calls()).isEqualTo(5);
    assertThat(hubSpot.invalidGrants()).isZero();
    assertThat(hubSpot.alive()).containsExactly(kept().value());
  }

  @Test
  @Timeout(60)
  void any_number_of_callers_on_two_nodes_cause_one_call() {
    var _ = hubSpot.rotating().answeringAfter(Duration.ofMillis(300));
    var other = node(Clock.systemUTC());
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);

    var answers =
        together(
            100, i -> (i % 2 == 0 ? node : other).tokens().atLeast(ACME, PORTAL, FIVE_MINUTES));

    assertThat(answers).allSatisfy(fresh -> assertThat(fresh).isInstanceOf(Fresh.Live.class));
    assertThat(answers.stream().map(FreshTokensTest::token).distinct()).hasSize(1);
    assertThat(hubSpot.calls()).isEqualTo(1);
    assertThat(hubSpot.invalidGrants()).isZero();
  }

  @Test
  @Timeout(60)
  void while_one_refreshes_the_others_take_the_old_token_at_once() throws Exception {
    hubSpot.next(Behaviour.ACT_AND_HOLD);
    var other = node(Clock.systemUTC());
    node.connect(PORTAL, 1, hubSpot.grant(), Duration.ofMinutes(2));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var refreshing = threads.submit(() -> node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES));
      hubSpot.arrived.await();

      assertThat(token(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)))
          .isEqualTo("old-access-1001-1");
      assertThat(token(other.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)))
          .isEqualTo("old-access-1001-1");

      hubSpot.released.countDown();
      assertThat(token(refreshing.get())).startsWith("access-");
    }
    assertThat(hubSpot.calls()).isEqualTo(1);
  }

  /** The pool has ten connections: each refresh that kept one would leave the others none. */
  @Test
  @Tag("R7")
  @DisplayName("R7 while HubSpot answers nobody, work that does not need it goes on")
  @Timeout(20)
  void unrelated_work_does_not_wait_for_hubspot() throws Exception {
    int portals = 20;
    for (int i = 0; i < portals; i++) {
      hubSpot.next(Behaviour.ACT_AND_HOLD);
      node.connect(new PortalId(2000 + i), 1, hubSpot.grant(), LONG_OVER);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var refreshing =
          threads.submit(
              () ->
                  together(
                      portals,
                      i -> node.tokens().atLeast(ACME, new PortalId(2000 + i), FIVE_MINUTES)));
      hubSpot.held.acquire(portals);

      assertThat(together(portals, _ -> column("count(*)"))).containsOnly("" + portals);

      assertThat(refreshing.isDone()).isFalse();
      hubSpot.released.countDown();
      assertThat(refreshing.get()).hasOnlyElementsOfType(Fresh.Live.class);
    }
  }

  @Test
  void a_proof_asks_hubspot_even_while_the_token_lives() {
    node.connect(PORTAL, 1, hubSpot.grant(), Duration.ofMinutes(25));

    assertThat(token(node.tokens().refreshNow(ACME, PORTAL))).startsWith("access-");
    assertThat(hubSpot.calls()).isEqualTo(1);
  }

  @Test
  void a_transaction_is_never_held_while_hubspot_is_asked() {
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                node.transaction()
                    .executeWithoutResult(_ -> node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)));
    assertThat(hubSpot.calls()).isZero();
  }

  @Test
  @Tag("R6")
  @DisplayName("R6 an outage is waited out with growing pauses and changes nothing")
  void an_outage_is_waited_out_with_growing_pauses_and_changes_nothing() {
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);
    hubSpot.next(Behaviour.UNAVAILABLE);

    assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES))
        .isInstanceOf(Fresh.Unavailable.class);
    assertThat(column("status")).isEqualTo("ACTIVE");
    assertThat(column("failures")).isEqualTo("1");

    node.db().sql("update command.credential set retry_at = '-infinity'").update();
    assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)).isInstanceOf(Fresh.Live.class);
    assertThat(column("failures")).isEqualTo("0");
  }

  @Test
  @Tag("R8")
  @DisplayName("R8 nobody asks during a pause and the old token still serves")
  void nobody_asks_during_a_pause_and_the_old_token_still_serves() {
    node.connect(PORTAL, 1, hubSpot.grant(), Duration.ofMinutes(2));
    node.db().sql("update command.credential set retry_at = now() + interval '1 hour'").update();

    assertThat(token(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)))
        .isEqualTo("old-access-1001-1");
    node.age(PORTAL, LONG_OVER);
    var refused = (Fresh.Unavailable) node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES);

    assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(hubSpot.calls()).isZero();
  }

  @Test
  void a_refused_refresh_token_is_evidence_not_a_verdict() {
    node.connect(PORTAL, 1, "unknown-to-hubspot", LONG_OVER);

    assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES))
        .isEqualTo(new Fresh.Dead(DeadGrant.REFRESH_TOKEN_REFUSED));
    assertThat(column("status")).isEqualTo("ACTIVE");
    assertThat(node.bean(ToldSuspicions.class).told())
        .containsExactly("acme 1001 1 REFRESH_TOKEN_REFUSED");
  }

  @Test
  void an_account_that_is_gone_is_told_as_such() {
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);
    hubSpot.next(Behaviour.BAD_HUB);

    assertThat(node.tokens().refreshNow(ACME, PORTAL))
        .isEqualTo(new Fresh.Dead(DeadGrant.HUB_GONE));
  }

  @Test
  @Tag("R23")
  void a_lost_answer_of_a_hubspot_that_does_not_rotate_is_asked_for_once_more() {
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);
    hubSpot.next(Behaviour.ACT_AND_HANG_UP);

    assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES)).isInstanceOf(Fresh.Live.class);
    assertThat(hubSpot.calls()).isEqualTo(2);
    assertThat(column("outcome_unknown")).isEqualTo("false");
  }

  @Test
  @Tag("R23")
  void a_lost_answer_of_a_hubspot_that_rotates_has_lost_the_grant() {
    var _ = hubSpot.rotating();
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);
    hubSpot.next(Behaviour.ACT_AND_HANG_UP);

    assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES))
        .isEqualTo(new Fresh.Dead(DeadGrant.REFRESH_OUTCOME_LOST));
    assertThat(hubSpot.calls()).isEqualTo(2);
  }

  @Test
  @Tag("R23")
  void a_process_that_died_during_its_call_leaves_the_outcome_unknown() {
    var _ = hubSpot.rotating();
    node.connect(PORTAL, 1, "rotated-away-by-the-lost-call", LONG_OVER);
    node.db()
        .sql("update command.credential set lease_until = now() - interval '1 second'")
        .update();

    assertThat(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES))
        .isEqualTo(new Fresh.Dead(DeadGrant.REFRESH_OUTCOME_LOST));
  }

  @ParameterizedTest
  @Tag("R14")
  @ValueSource(longs = {-600, 600, -3600})
  @Timeout(60)
  void a_node_whose_clock_is_wrong_neither_refreshes_twice_nor_too_early(long seconds) {
    var _ = hubSpot.rotating();
    var skewed = node(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);

    var fresh = skewed.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES);
    var others = node.tokens().atLeast(ACME, PORTAL, Duration.ofMinutes(29));

    assertThat(token(others)).isEqualTo(token(fresh));
    assertThat(hubSpot.calls()).isEqualTo(1);
    assertThat(
            node.db()
                .sql(
                    """
                    select extract(epoch from access_expires_at - clock_timestamp())
                      from command.credential where status = 'ACTIVE'
                    """)
                .query(Double.class)
                .single())
        .isBetween(1740.0, 1800.0);
  }

  @ParameterizedTest
  @Tag("R14")
  @ValueSource(longs = {-600, 600, -3600})
  void a_turn_lasts_by_the_databases_clock_whatever_its_nodes_says(long seconds) {
    var skewed = node(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
    node.connect(PORTAL, 1, hubSpot.grant(), LONG_OVER);
    var length = Duration.ofMinutes(30);
    var wanted = new Turns.Want.Life(FIVE_MINUTES);

    assertThat(skewed.turns().take(ACME, PORTAL, wanted, length)).isPresent();

    assertThat(node.turns().take(ACME, PORTAL, wanted, length))
        .as("while another has it")
        .isEmpty();
    assertThat(
            node.db()
                .sql(
                    """
                    select extract(epoch from lease_until - clock_timestamp())
                      from command.credential where status = 'ACTIVE'
                    """)
                .query(Double.class)
                .single())
        .isBetween(1500.0, 1800.0);
  }

  @Test
  void whoever_works_with_a_portal_finds_its_token_fresh() {
    node.connect(PORTAL, 1, hubSpot.grant(), Duration.ofMinutes(3));
    node.connect(new PortalId(1002), 1, hubSpot.grant(), Duration.ofMinutes(3));
    node.db()
        .sql("update command.credential set leased_at = now() where portal_id = 1001")
        .update();

    node.ahead().round();
    node.ahead().round();

    assertThat(hubSpot.calls()).as("the one in use, once").isEqualTo(1);
    assertThat(token(node.tokens().atLeast(ACME, PORTAL, FIVE_MINUTES))).startsWith("access-");
  }

  private RefreshToken kept() {
    return node.vault().active(ACME, PORTAL).orElseThrow().refresh();
  }

  private String column(String name) {
    return node.db()
        .sql("select " + name + "::text from command.credential")
        .query(String.class)
        .single();
  }

  private static String token(Fresh fresh) {
    assertThat(fresh).isInstanceOf(Fresh.Live.class);
    return ((Fresh.Live) fresh).token().value();
  }

  private RefreshNode node(Clock clock) {
    var opened = new RefreshNode(CommandDatabase.url(), hubSpot.url(), keys, Map.of(), clock);
    nodes.add(opened);
    return opened;
  }

  static <T> List<T> together(int callers, java.util.function.IntFunction<T> call) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls =
          IntStream.range(0, callers).<Callable<T>>mapToObj(i -> () -> call.apply(i)).toList();
      var answers = new ArrayList<T>();
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.resultNow());
      }
      return answers;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path temporary() {
    try {
      return Files.createTempDirectory("keys");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
