package dev.portalledger.command.connection;

import dev.portalledger.command.connection.ConnectionState.Connected;
import dev.portalledger.command.connection.ConnectionState.Expired;
import dev.portalledger.command.connection.ConnectionState.Free;
import dev.portalledger.command.connection.PortalHistory.Answer;
import dev.portalledger.command.connection.Refusal.NeverConnected;
import dev.portalledger.command.connection.Ruling.Change;
import dev.portalledger.command.connection.Ruling.KnownAlready;
import dev.portalledger.command.connection.Ruling.Refuse;
import dev.portalledger.command.connection.Ruling.SeatChange;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.ManualStep;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What ends a connection (design §3, rules 1, 8, 9, 12). */
final class EndingRules {

  static Ruling decide(ExpireConnection command, ConnectionState state, Instant now) {
    return switch (state) {
      case Connected c when c.isHeldBy(command.organizationId(), command.generation()) ->
          new Change(expired(command, now), SeatChange.NONE);
      // Evidence against a grant that was replaced or ended since says nothing about today's.
      case Connected _, Expired _, Free _ -> knownOrNever(command.organizationId(), state);
    };
  }

  /**
   * Ends the connection.
   *
   * @param residual until when access tokens issued before may still open the portal
   */
  static Ruling decide(
      RevokeConnection command, ConnectionState state, @Nullable Instant residual, Instant now) {
    return switch (state) {
      case Connected c when c.holder().equals(command.organizationId()) ->
          new Change(revoked(command, c.generation(), residual, now), SeatChange.RELEASE);
      case Expired e when e.holder().equals(command.organizationId()) ->
          new Change(revoked(command, e.generation(), residual, now), SeatChange.RELEASE);
      case Connected _, Expired _, Free _ -> knownOrNever(command.organizationId(), state);
    };
  }

  /** Evidence against a grant that was replaced since says nothing about today's. */
  static Ruling decide(
      RevokeGrant command, ConnectionState state, @Nullable Instant residual, Instant now) {
    return state.isHeldBy(command.organizationId(), command.generation())
        ? decide(command.revocation(), state, residual, now)
        : knownOrNever(command.organizationId(), state);
  }

  static Ruling decide(ConfirmUpstreamRevocation command, ConnectionState state, Instant now) {
    var event =
        new UpstreamRevocationConfirmed(
            command.portalId(), command.organizationId(), command.generation(), now);
    return once(Answer.REVOKED, event, command.generation(), state);
  }

  static Ruling decide(FailUpstreamRevocation command, ConnectionState state, Instant now) {
    var event =
        new UpstreamRevocationFailed(
            command.portalId(),
            command.organizationId(),
            command.generation(),
            command.cause(),
            manualStep(command.cause()),
            now);
    return once(Answer.REVOKED, event, command.generation(), state);
  }

  static Ruling decide(AnswerAppUninstall command, ConnectionState state, Instant now) {
    var event =
        new AppUninstallAnswered(
            command.portalId(),
            command.organizationId(),
            command.generation(),
            command.answer(),
            now);
    return once(Answer.UNINSTALLED, event, command.generation(), state);
  }

  static Ruling decide(RecordRevocationProbe command, ConnectionState state, Instant now) {
    var event =
        new RevocationProbed(
            command.portalId(),
            command.organizationId(),
            command.generation(),
            command.result(),
            now);
    return once(Answer.PROBED, event, command.generation(), state);
  }

  private static Ruling once(
      Answer answer, PortalConnectionEvent event, int generation, ConnectionState state) {
    return state.history().awaits(answer, event.organizationId(), generation)
        ? new Change(event, SeatChange.NONE)
        : knownOrNever(event.organizationId(), state);
  }

  /** A token that another connection lives on is no leftover: nothing is to be cleared away. */
  private static ManualStep manualStep(UpstreamRevocationFailure cause) {
    return switch (cause) {
      case NOT_CONFIRMED_IN_TIME -> ManualStep.REMOVE_APP_IN_CONNECTED_APPS;
      case TOKEN_SHARED -> ManualStep.NONE;
    };
  }

  private static Ruling knownOrNever(OrganizationId organization, ConnectionState state) {
    return state.history().wasHeldBy(organization)
        ? new KnownAlready()
        : new Refuse(new NeverConnected());
  }

  private static PortalExpired expired(ExpireConnection command, Instant now) {
    return new PortalExpired(
        command.portalId(), command.organizationId(), command.generation(), command.cause(), now);
  }

  private static PortalRevoked revoked(
      RevokeConnection command, int generation, @Nullable Instant residual, Instant now) {
    return new PortalRevoked(
        command.portalId(),
        command.organizationId(),
        generation,
        command.cause(),
        command.by(),
        command.extent(),
        residual,
        now);
  }

  private EndingRules() {}
}
