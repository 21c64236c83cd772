package dev.portalledger.command.revocation;

import dev.portalledger.command.certificate.Certificates;
import dev.portalledger.command.connection.AnswerAppUninstall;
import dev.portalledger.command.connection.ConfirmUpstreamRevocation;
import dev.portalledger.command.connection.Decision;
import dev.portalledger.command.connection.FailUpstreamRevocation;
import dev.portalledger.command.connection.RecordRevocationProbe;
import dev.portalledger.command.gateway.Command;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.revocation.Revocation.Reason;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Records what HubSpot answered. The ledger comes first, then the row moves on: a crash between the
 * two repeats the step, and the ledger records nothing twice.
 */
@Component
class Settlement {

  private final RevocationRows rows;
  private final Vault vault;
  private final Commands commands;
  private final Certificates certificates;
  private final TransactionOperations transaction;
  private final Duration probeAfter;

  Settlement(
      RevocationRows rows,
      Vault vault,
      Commands commands,
      Certificates certificates,
      TransactionOperations transaction,
      RevocationSettings settings) {
    this.rows = rows;
    this.vault = vault;
    this.commands = commands;
    this.certificates = certificates;
    this.transaction = transaction;
    this.probeAfter = settings.probeAfter();
  }

  void uninstallAnswered(Revocation revocation, UninstallAnswer answer) {
    record(
        revocation,
        ended ->
            new AnswerAppUninstall(
                revocation.organization(), ended.portal(), ended.generation(), answer));
    rows.enter(revocation.credential(), Stage.REVOKE, Duration.ZERO);
  }

  /** HubSpot says that the token is revoked; whether it is dead, it is asked later. */
  void revoked(Revocation revocation) {
    switch (revocation.reason()) {
      case Reason.Ended _ -> {
        confirm(revocation);
        rows.enter(revocation.credential(), Stage.PROBE, probeAfter);
      }
      case Reason.Superseded _, Reason.NotTaken _ -> finish(revocation, "CONFIRMED");
    }
  }

  /** No token is left, because HubSpot had ended the grant itself before. */
  void nothingLeft(Revocation revocation) {
    confirm(revocation);
    finish(revocation, "CONFIRMED");
  }

  void notRevoked(Revocation revocation, UpstreamRevocationFailure cause) {
    record(
        revocation,
        ended ->
            new FailUpstreamRevocation(
                revocation.organization(), ended.portal(), ended.generation(), cause));
    finish(
        revocation,
        switch (cause) {
          case TOKEN_SHARED -> "SHARED";
          case NOT_CONFIRMED_IN_TIME -> "FAILED";
        });
  }

  void probed(Revocation revocation, ProbeResult result) {
    record(
        revocation,
        ended ->
            new RecordRevocationProbe(
                revocation.organization(), ended.portal(), ended.generation(), result));
    finish(revocation, "CONFIRMED");
  }

  private void confirm(Revocation revocation) {
    record(
        revocation,
        ended ->
            new ConfirmUpstreamRevocation(
                revocation.organization(), ended.portal(), ended.generation()));
  }

  /** Only the end of a connection has a place in the ledger. */
  private void record(Revocation revocation, Function<Reason.Ended, Command<Decision>> command) {
    if (revocation.reason() instanceof Reason.Ended ended) {
      var _ = commands.send(command.apply(ended), Commands.SYSTEM);
    }
  }

  private void finish(Revocation revocation, String status) {
    transaction.executeWithoutResult(
        _ -> {
          vault.destroy(revocation.credential());
          rows.finished(revocation.credential(), status);
          if (revocation.reason() instanceof Reason.Ended ended) {
            certificates.issue(revocation.organization(), ended.portal(), ended.generation());
          }
        });
  }
}
