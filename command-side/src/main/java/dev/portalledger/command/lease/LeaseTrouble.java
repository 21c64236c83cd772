package dev.portalledger.command.lease;

import dev.portalledger.command.connection.Standing;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import java.time.Duration;
import java.util.Map;

/** Why no lease was given: what happened, why, and the way out. */
final class LeaseTrouble {

  static Trouble of(Lessor.Answer answer, PortalId portal) {
    return switch (answer) {
      case Lessor.Answer.Given _ -> throw new IllegalArgumentException("a lease is no trouble");
      case Lessor.Answer.Refused(var standing) -> refused(standing, portal);
      case Lessor.Answer.GrantDoubted() ->
          new Trouble(
              ProblemType.CONFLICT,
              "HubSpot has just refused the authorization of portal %s; whether it is dead is being checked. Look at Client Accounts in a minute: if the portal stands as Expired there, reconnect it as an admin of the portal."
                  .formatted(portal));
      case Lessor.Answer.Later(var retryAfter) -> later(portal, retryAfter);
      case Lessor.Answer.GivenBefore() ->
          new Trouble(
              ProblemType.CONFLICT,
              "This very request was answered with a lease before. Tokens are kept nowhere, so it cannot be answered again. Ask for a new lease with a fresh Idempotency-Key.");
      case Lessor.Answer.OtherRequest() ->
          new Trouble(
              ProblemType.IDEMPOTENCY_MISMATCH,
              "This Idempotency-Key came before, with another request; a key belongs to one request and its repetitions. Send the new request with a key of its own.");
    };
  }

  static Trouble later(PortalId portal, Duration retryAfter) {
    return new Trouble(
        ProblemType.UPSTREAM_UNAVAILABLE,
        "The token of portal %s has run out, and HubSpot gave no fresh one so far. Nothing follows from that for the connection. Ask again after the time that Retry-After names."
            .formatted(portal),
        Map.of(Trouble.RETRY_AFTER_SECONDS, Math.max(1, retryAfter.toSeconds())));
  }

  private static Trouble refused(Standing standing, PortalId portal) {
    return switch (standing) {
      case Standing.Unknown() -> Trouble.unknownPortal();
      case Standing.Connected _ -> later(portal, Duration.ofSeconds(2));
      case Standing.Expired(var cause) ->
          ended(
              ConnectionStatus.EXPIRED,
              cause,
              "Portal %s is Expired: %s. Reconnect it on its entry in Client Accounts, as an admin of the portal."
                  .formatted(portal, why(cause)));
      case Standing.Disconnected(var cause) ->
          ended(
              ConnectionStatus.DISCONNECTED,
              cause,
              "Portal %s is Disconnected: %s. Reconnect it on its entry in Client Accounts if it is still to be used."
                  .formatted(portal, why(cause)));
    };
  }

  private static Trouble ended(ConnectionStatus status, Enum<?> cause, String detail) {
    return new Trouble(
        ProblemType.CONFLICT, detail, Map.of("status", status.name(), "cause", cause.name()));
  }

  private static String why(ExpiryCause cause) {
    return switch (cause) {
      case GRANT_DEAD -> "HubSpot no longer accepts the authorization";
      case REFRESH_OUTCOME_LOST -> "the authorization was lost while HubSpot renewed it";
    };
  }

  private static String why(RevocationCause cause) {
    return switch (cause) {
      case REMOVED_BY_MEMBER -> "a member of your organization removed it";
      case ENDED_BY_OPERATOR -> "an operator ended it for safety's sake";
      case DISPUTED -> "its authorizer disputed the authorization";
      case UNINSTALLED_IN_HUBSPOT -> "the app was removed from it in HubSpot";
      case PORTAL_GONE -> "HubSpot no longer knows the account";
    };
  }

  private LeaseTrouble() {}
}
