package dev.portalledger.command.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How one node copes with many connections that are all due, as after an outage of a day. Run with
 * {@code -Dtest=ProvingFigures -Dproof.connections=100000}.
 */
@EnabledIfSystemProperty(named = "proof.connections", matches = "\\d+")
class ProvingFigures {

  private static final long FIRST = 1_000_000;

  private final int connections = Integer.getInteger("proof.connections");
  private final ProvenLedger ledger = ProvenLedger.get().emptied();

  @Test
  void all_of_them_are_proven_and_spread_and_never_faster_than_allowed() {
    fill();
    ledger.hubSpot().takes(Duration.ofMillis(50));
    ledger
        .db()
        .sql(
            "update proof.connection set next_at = clock_timestamp() - random() * interval '1 day'")
        .update();
    atTheUsualPace();
    asFastAsItGoes();
    theNextDayIsSpread();
    whenNothingIsDue();
  }

  /** A second lane runs elsewhere in the real schedule; here both run in turn. */
  private void atTheUsualPace() {
    var proving = ledger.bean(Proving.class);
    var pace = Pace.of(10);
    ledger.hubSpot().forgetCalls();
    for (int second = 0; second < 20; second++) {
      pace = proving.prove(pace);
    }
    int calls = ledger.hubSpot().calls("/oauth/2026-03/token/introspect");
    assertThat(calls).isEqualTo(200);
    System.out.printf("FIGURE usual pace: %d calls in 20 rounds of a second each%n", calls);
  }

  private void asFastAsItGoes() {
    var proving = ledger.bean(Proving.class);
    long begun = System.nanoTime();
    int rounds = 0;
    while (due() > 0) {
      proving.prove(Pace.of(200));
      rounds++;
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "FIGURE without a limit: %d proven in %.1f s, %.0f/s, %d rounds, HubSpot at 50 ms%n",
        connections, seconds, connections / seconds, rounds);
  }

  private void theNextDayIsSpread() {
    var hours =
        ledger
            .db()
            .sql(
                """
                select count(*) from proof.connection
                 group by date_bin('15 minutes', next_at, '2000-01-01') order by 1 desc
                """)
            .query(Integer.class)
            .list();
    double perSecond = hours.getFirst() / 900.0;
    System.out.printf(
        "FIGURE next day: %d quarters of an hour, the busiest has %d, %.1f/s%n",
        hours.size(), hours.getFirst(), perSecond);
    assertThat(perSecond).isLessThan(20 * Math.max(1.0, connections / 100_000.0));
  }

  private void whenNothingIsDue() {
    var rows = ledger.bean(ProofRows.class);
    long begun = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      assertThat(rows.claim(10)).isEmpty();
    }
    System.out.printf(
        "FIGURE looking for work when none is due: %.2f ms%n", (System.nanoTime() - begun) / 200e6);
  }

  private int due() {
    return ledger.count("select count(*) from proof.connection where next_at <= clock_timestamp()");
  }

  private void fill() {
    ledger.db().sql("alter database proving set synchronous_commit = off").update();
    ledger.bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    try (var threads = Executors.newFixedThreadPool(8)) {
      LongStream.range(FIRST, FIRST + connections)
          .forEach(portal -> threads.execute(() -> fill(portal)));
    }
    assertThat(ledger.count("select count(*) from proof.connection")).isEqualTo(connections);
  }

  private void fill(long portal) {
    var attempt = new AttemptId("attempt-" + portal);
    var vault = ledger.bean(Vault.class);
    vault.keepPending(
        attempt,
        ProvenLedger.ACME,
        new Tokens(
            new AccessToken("access-" + portal),
            Instant.now().plusSeconds(1800),
            new RefreshToken("refresh-" + portal)));
    ledger
        .bean(TransactionOperations.class)
        .executeWithoutResult(
            _ -> {
              vault.activate(attempt, ProvenLedger.ACME, new PortalId(portal), 1, 0);
              ledger.bean(Proofs.class).granted(ProvenLedger.ACME, new PortalId(portal), 1);
            });
  }
}
