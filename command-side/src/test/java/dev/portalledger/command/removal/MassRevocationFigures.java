package dev.portalledger.command.removal;

import static dev.portalledger.command.proof.ProvenLedger.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.proof.ProvenLedger;
import dev.portalledger.command.removal.EmergencyController.Answer;
import dev.portalledger.command.removal.EmergencyController.Request;
import dev.portalledger.command.web.Operator;
import dev.portalledger.events.subject.SubjectId;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** T5: how long it takes to end 1,000 connections. Run by name; it is no part of the build. */
class MassRevocationFigures {

  private static final int CONNECTIONS = 1000;
  private static final int ROUNDS = 3;

  @Test
  void a_thousand_connections_of_one_organization() {
    for (int round = 1; round <= ROUNDS; round++) {
      var ledger = ProvenLedger.get().emptied();
      IntStream.range(0, CONNECTIONS).forEach(_ -> ledger.connected());
      var emergency = ledger.bean(EmergencyController.class);
      var operator = new Operator(new SubjectId("otto"));
      long began = System.nanoTime();

      var answer = emergency.ofOrganization(operator, ACME, new Request(false, CONNECTIONS));

      var took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(answer).isEqualTo(new Answer(false, CONNECTIONS, CONNECTIONS));
      assertThat(ledger.count("select count(*) from command.credential where status = 'ACTIVE'"))
          .isZero();
      System.out.printf("round %d: %,d connections ended here in %s%n", round, CONNECTIONS, took);
    }
  }
}
