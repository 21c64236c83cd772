package dev.portalledger.command.authorization;

import dev.portalledger.command.connection.Refusal;
import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;

/** How an attempt ended that connected nothing. */
sealed interface Outcome {

  record Refused(Refusal refusal, PortalId portal, SubjectId authorizer, List<String> scopes)
      implements Outcome {}

  record Denied() implements Outcome {}

  record Failed(FailureCause cause) implements Outcome {}

  record Abandoned() implements Outcome {}

  /** The fact to record. */
  static AuthorizationEvent event(Attempt a, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Refused refused -> refused(a, refused, now);
      case Denied() -> new AuthorizationDenied(a.id(), a.organization(), a.initiator(), now);
      case Failed(var cause) ->
          new AuthorizationFailed(a.id(), a.organization(), a.initiator(), cause, now);
      case Abandoned() -> new AuthorizationAbandoned(a.id(), a.organization(), a.initiator(), now);
    };
  }

  /** In one word; those who were invited are told by it. */
  static String name(Outcome outcome) {
    return switch (outcome) {
      case Refused refused -> reason(refused.refusal).name();
      case Denied() -> "DENIED";
      case Failed(var cause) -> cause.name();
      case Abandoned() -> "ABANDONED";
    };
  }

  private static AuthorizationRefused refused(Attempt attempt, Refused refused, Instant now) {
    return new AuthorizationRefused(
        attempt.id(),
        attempt.organization(),
        attempt.initiator(),
        reason(refused.refusal),
        refused.portal,
        attempt.expectedPortal(),
        refused.authorizer,
        refused.scopes,
        missing(refused.refusal),
        now);
  }

  private static RefusalReason reason(Refusal refusal) {
    return switch (refusal) {
      case Refusal.HeldByAnotherOrganization _ -> RefusalReason.PORTAL_HELD_BY_ANOTHER_ORGANIZATION;
      case Refusal.PlanLimitReached _ -> RefusalReason.PLAN_LIMIT_REACHED;
      case Refusal.WrongPortal _ -> RefusalReason.WRONG_PORTAL;
      case Refusal.ScopesMissing _ -> RefusalReason.SCOPES_MISSING;
      case Refusal.OrganizationUnknown _ -> RefusalReason.ORGANIZATION_UNKNOWN;
      case Refusal.NeverConnected _ ->
          throw new IllegalStateException("a grant is never refused for having no connection");
    };
  }

  private static List<String> missing(Refusal refusal) {
    return refusal instanceof Refusal.ScopesMissing(var scopes) ? scopes : List.of();
  }
}
