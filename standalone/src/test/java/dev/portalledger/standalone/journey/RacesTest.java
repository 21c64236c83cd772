package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many at once: the rules hold, and nobody's token is left alive and unknown. */
class RacesTest {

  @AfterEach
  void everything_works_again() {
    Agency.SANDBOX.reset();
  }

  @Test
  void of_fifty_organizations_connecting_one_portal_at_once_one_wins() throws Exception {
    Agency.SANDBOX.knobs(
        """
        {"reauthorizeSameUser": "NEW_TOKEN_OLD_ALIVE", "reauthorizeOtherUser": "NEW_TOKEN_OLD_ALIVE"}
        """);
    var portal = Agency.newPortal();
    var answers = arriveTogether(agencies(50, "PRO"), _ -> portal);

    assertThat(answers.stream().filter(RacesTest::connected)).hasSize(1);
    assertThat(Ledger.eventsOf("portal-" + portal)).isEqualTo(1);
    Eventually.holds(() -> assertThat(Ledger.pendingRevocations()).isZero());
    assertThat(RefusalsTest.grantsOn(portal).stream().filter(g -> g.get("alive").asBoolean()))
        .hasSize(1);
    Eventually.holds(() -> assertThat(Ledger.strays()).isEmpty());
  }

  @Test
  void losers_that_were_given_the_winners_own_token_do_not_revoke_it() throws Exception {
    Agency.SANDBOX.knobs("{\"reauthorizeSameUser\": \"SAME_TOKEN\"}");
    var portal = Agency.newPortal();
    var answers = arriveTogether(agencies(20, "PRO"), _ -> portal);

    assertThat(answers.stream().filter(RacesTest::connected)).hasSize(1);
    Eventually.holds(() -> assertThat(Ledger.pendingRevocations()).isZero());
    assertThat(RefusalsTest.grantsOn(portal).stream().filter(g -> g.get("alive").asBoolean()))
        .hasSize(1);
  }

  @Test
  void of_twenty_connects_with_one_seat_left_one_wins() throws Exception {
    var agency = Agency.on("PRO");
    agency.connect(Agency.newPortal());
    agency.connect(Agency.newPortal());
    var portals = Stream.generate(Agency::newPortal).limit(20).toList();

    var answers = arriveTogether(portals.stream().map(_ -> agency).toList(), portals::get);

    assertThat(answers.stream().filter(RacesTest::connected)).hasSize(1);
    Eventually.holds(() -> assertThat(agency.accounts().at("/seats/held").asInt()).isEqualTo(3));
    Eventually.holds(() -> assertThat(Ledger.pendingRevocations()).isZero());
    Eventually.holds(() -> assertThat(Ledger.strays()).isEmpty());
  }

  @RepeatedTest(5)
  @Tag("R10")
  @DisplayName("R10 of fifty repetitions of one callback one is used, also an hour later")
  void of_fifty_repetitions_of_one_callback_one_is_used_and_all_see_its_result() throws Exception {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    var attempt = agency.setOut();
    var callback = agency.decide(attempt, Agency.adminOf(portal), portal, "grant").location();
    int before = tokenCalls();

    var answers = together(50, _ -> () -> agency.owner.open(callback).location());

    assertThat(answers)
        .allMatch(
            location ->
                connected(location) || location.getPath().equals("/attempts/" + attempt.id()));
    assertUsedOnce(before, portal, agency.owner.open(callback).location());
    Ledger.hourLater(attempt.id());
    var late = together(50, _ -> () -> agency.owner.open(callback).location());
    assertThat(late).allSatisfy(location -> assertUsedOnce(before, portal, location));
    assertThat(agency.outcomesOf(attempt)).hasSize(1);
  }

  @Test
  @Tag("R10")
  @DisplayName("R10 repetitions of a callback that was refused lead to its page, an hour later too")
  void repetitions_of_a_refused_callback_see_its_refusal() throws Exception {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    var attempt = agency.setOut();
    var callback = agency.decide(attempt, Agency.adminOf(portal), portal, "deny").location();

    var answers = together(50, _ -> () -> agency.owner.open(callback).location());
    Ledger.hourLater(attempt.id());
    var late = together(50, _ -> () -> agency.owner.open(callback).location());

    assertThat(Stream.concat(answers.stream(), late.stream()).map(URI::getPath))
        .containsOnly("/attempts/" + attempt.id());
    Eventually.holds(() -> assertThat(agency.outcomesOf(attempt)).hasSize(1));
    assertThat(Ledger.eventsOf("attempt-" + attempt.id())).isEqualTo(2);
  }

  private static void assertUsedOnce(int callsBefore, long portal, URI location) {
    assertThat(connected(location)).isTrue();
    assertThat(location.getQuery()).contains("portal=" + portal);
    assertThat(tokenCalls() - callsBefore).isEqualTo(1);
    assertThat(Ledger.eventsOf("portal-" + portal)).isEqualTo(1);
  }

  private static int tokenCalls() {
    return Agency.SANDBOX.calls().get("counts").properties().stream()
        .filter(count -> count.getKey().matches("POST /oauth/[^/]+/token"))
        .mapToInt(count -> count.getValue().asInt())
        .sum();
  }

  private static List<Agency> agencies(int count, String plan) {
    return Stream.generate(() -> Agency.on(plan)).limit(count).toList();
  }

  /** Everybody has consented; all browsers come back at the same moment. */
  private static List<URI> arriveTogether(
      List<Agency> agencies, java.util.function.IntFunction<Long> portals) throws Exception {
    var trips = new ArrayList<Answer>();
    var owners = new ArrayList<Visitor>();
    for (int i = 0; i < agencies.size(); i++) {
      var agency = agencies.get(i);
      long portal = portals.apply(i);
      trips.add(agency.decide(agency.setOut(), Agency.adminOf(portal), portal, "grant"));
      owners.add(agency.owner.copy());
    }
    return together(
        trips.size(), i -> () -> owners.get(i).open(trips.get(i).location()).location());
  }

  private static List<URI> together(int count, java.util.function.IntFunction<Callable<URI>> visits)
      throws Exception {
    var barrier = new CyclicBarrier(count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          java.util.stream.IntStream.range(0, count)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            barrier.await();
                            return visits.apply(i).call();
                          }))
              .toList();
      var answers = new ArrayList<URI>();
      for (var one : running) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  private static boolean connected(URI location) {
    return location.getPath().equals("/client-accounts");
  }
}
