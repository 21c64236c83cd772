package dev.portalledger.command.refresh;

import static dev.portalledger.command.refresh.RefreshNode.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.TestKeys;
import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.TokenRefresh;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.CredentialId;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * R13: a refresh in flight while its connection is revoked, reconnected or expired. Whatever comes
 * first, the last decision stands, and no refresh token lives at HubSpot that nobody here knows.
 */
@Tag("R13")
class RefreshRacesTest {

  private static final int INTERLEAVINGS = 1_000;
  private static final long SEED = 20_261_125;

  private enum End {
    REVOKE,
    RECONNECT,
    EXPIRE
  }

  private enum Moment {
    BEFORE_HUBSPOT_ACTS,
    AFTER_HUBSPOT_ACTED,
    AT_THE_SAME_TIME_AS_THE_WRITE_BACK
  }

  private final HeldHubSpot hubSpot = new HeldHubSpot();
  private RefreshNode node;

  @BeforeEach
  void open() {
    node =
        new RefreshNode(
            CommandDatabase.url(),
            "http://localhost:1",
            TestKeys.in(FreshTokensTest.temporary()),
            Map.of(),
            Clock.systemUTC(),
            hubSpot);
    CommandDatabase.asOwner().sql("truncate command.credential, command.revocation").update();
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void the_last_decision_stands_in_a_thousand_interleavings() throws Exception {
    var random = new Random(SEED);
    for (int i = 0; i < INTERLEAVINGS; i++) {
      var end = End.values()[random.nextInt(End.values().length)];
      var moment = Moment.values()[random.nextInt(Moment.values().length)];
      var portal = new PortalId(10_000 + i);

      race(portal, end, moment, random.nextBoolean());

      assertThat(statusOf(portal)).as("%s %s", end, moment).isEqualTo(expected(end));
      assertThat(hubSpot.alive()).as("%s %s", end, moment).isSubsetOf(known(portal));
      hubSpot.forget();
    }
  }

  private void race(PortalId portal, End end, Moment moment, boolean rotates) throws Exception {
    node.connect(portal, 1, hubSpot.grant(), Duration.ofMinutes(-1));
    hubSpot.begin(moment == Moment.BEFORE_HUBSPOT_ACTS, rotates);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var refreshing =
          threads.submit(() -> node.tokens().atLeast(ACME, portal, Duration.ofMinutes(5)));
      hubSpot.reached.await();
      if (moment == Moment.AT_THE_SAME_TIME_AS_THE_WRITE_BACK) {
        var ending = threads.submit(() -> end(portal, end));
        hubSpot.goOn.countDown();
        ending.get();
      } else {
        end(portal, end);
        hubSpot.goOn.countDown();
      }
      assertThat(refreshing.get()).isNotNull();
    } catch (ExecutionException e) {
      throw new IllegalStateException("%s %s".formatted(end, moment), e);
    }
  }

  private void end(PortalId portal, End end) {
    switch (end) {
      case REVOKE ->
          node.transaction()
              .executeWithoutResult(
                  _ ->
                      node.revocations()
                          .ended(
                              new PortalRevoked(
                                  portal,
                                  ACME,
                                  1,
                                  RevocationCause.REMOVED_BY_MEMBER,
                                  null,
                                  RevocationExtent.GRANT,
                                  null,
                                  Instant.EPOCH)));
      case RECONNECT -> node.connect(portal, 2, hubSpot.grant(), Duration.ofMinutes(30));
      case EXPIRE -> {
        hubSpot.endEveryGrant();
        node.transaction().executeWithoutResult(_ -> node.vault().expire(ACME, portal));
      }
    }
  }

  private static Set<String> expected(End end) {
    return switch (end) {
      case REVOKE -> Set.of("1 REVOKING");
      case RECONNECT -> Set.of("1 SUPERSEDED", "2 ACTIVE");
      case EXPIRE -> Set.of("1 DESTROYED");
    };
  }

  private Set<String> statusOf(PortalId portal) {
    return Set.copyOf(
        node.db()
            .sql(
                """
                select generation || ' ' || status from command.credential
                 where portal_id = :portal and generation is not null
                """)
            .param("portal", portal.value())
            .query(String.class)
            .list());
  }

  /** The token the connection lives on, and those that wait to be revoked. */
  private Set<String> known(PortalId portal) {
    var known = new HashSet<String>();
    node.vault().active(ACME, portal).ifPresent(tokens -> known.add(tokens.refresh().value()));
    node.db()
        .sql("select credential_id from command.revocation where status = 'PENDING'")
        .query(UUID.class)
        .list()
        .forEach(
            id ->
                node.vault()
                    .forRevocation(new CredentialId(id))
                    .ifPresent(token -> known.add(token.value())));
    node.db().sql("update command.revocation set status = 'CONFIRMED'").update();
    return known;
  }

  /** HubSpot's token endpoint, stopped at the moment a test chose. */
  private static final class HeldHubSpot implements TokenRefresh {

    private final Map<String, Boolean> tokens = new ConcurrentHashMap<>();
    private int minted;
    private boolean stopsBefore;
    private boolean rotates;
    private CountDownLatch reached = new CountDownLatch(1);
    private CountDownLatch goOn = new CountDownLatch(1);

    void begin(boolean before, boolean rotating) {
      stopsBefore = before;
      rotates = rotating;
      reached = new CountDownLatch(1);
      goOn = new CountDownLatch(1);
    }

    synchronized String grant() {
      var token = "refresh-" + ++minted;
      tokens.put(token, true);
      return token;
    }

    Set<String> alive() {
      return tokens.entrySet().stream()
          .filter(Map.Entry::getValue)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    synchronized void endEveryGrant() {
      tokens.replaceAll((_, _) -> false);
    }

    void forget() {
      tokens.clear();
    }

    @Override
    public Refreshed refresh(RefreshToken token) {
      if (stopsBefore) {
        stop();
        return act(token);
      }
      var acted = act(token);
      stop();
      return acted;
    }

    private void stop() {
      reached.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private synchronized Refreshed act(RefreshToken token) {
      if (!tokens.getOrDefault(token.value(), false)) {
        return new Refreshed.Failed(new HubSpotFailure.DeadGrant("BAD_REFRESH_TOKEN"), true);
      }
      var next = token;
      if (rotates) {
        tokens.put(token.value(), false);
        next = new RefreshToken(grant());
      }
      return new Refreshed.Granted(
          new AccessToken("access-" + next.value()), Duration.ofMinutes(30), next, null);
    }
  }
}
