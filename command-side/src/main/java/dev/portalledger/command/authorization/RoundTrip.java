package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.Attempt.Phase;
import dev.portalledger.command.authorization.Destination.AttemptResult;
import dev.portalledger.command.authorization.Destination.ClientAccounts;
import dev.portalledger.command.authorization.Destination.OtherBrowser;
import dev.portalledger.command.authorization.Destination.StateUnknown;
import dev.portalledger.command.authorization.Destination.VisitResult;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.invitation.Visits;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.subject.SubjectId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way back from HubSpot: whose answer it is, and whether it may be used at all. */
@Component
class RoundTrip {

  /** Longer than any state we made, so that nonsense costs nothing. */
  private static final int LONGEST_PARAMETER = 2048;

  private static final Set<String> OUTAGES = Set.of("server_error", "temporarily_unavailable");

  private final Attempts attempts;
  private final GrantTaking grants;
  private final Visits visits;
  private final Commands commands;

  RoundTrip(Attempts attempts, GrantTaking grants, Visits visits, Commands commands) {
    this.attempts = attempts;
    this.grants = grants;
    this.visits = visits;
    this.commands = commands;
  }

  /**
   * Uses HubSpot's answer once.
   *
   * @param member who is signed in; null for a stranger
   */
  Destination complete(Callback callback, @Nullable SubjectId member) {
    var state = callback.state();
    if (state == null || state.length() > LONGEST_PARAMETER) {
      return new StateUnknown();
    }
    var found = attempts.find(Secrets.hash(state)).orElse(null);
    if (found == null) {
      return new StateUnknown();
    }
    if (!belongs(found, callback, member)) {
      return new OtherBrowser();
    }
    var destination =
        attempts.consume(found.attempt().id())
            ? answer(found, state, callback)
            : usedBefore(asItIsNow(found, state));
    return found.attempt().invitation() == null
        ? destination
        : new VisitResult(found.attempt().id());
  }

  /** Another request may have taken the attempt since it was read: then it is not too late. */
  private Attempt asItIsNow(Attempts.Found found, String state) {
    return attempts.find(Secrets.hash(state)).orElse(found).attempt();
  }

  private static boolean belongs(
      Attempts.Found found, Callback callback, @Nullable SubjectId member) {
    var secret = callback.browserSecret();
    var attempt = found.attempt();
    // Whoever was invited has no account here: the browser is all there is to know them by.
    return secret != null
        && Secrets.matches(secret, found.browserHash())
        && (attempt.invitation() != null || attempt.initiator().equals(member));
  }

  private Destination answer(Attempts.Found found, String state, Callback callback) {
    var attempt = found.attempt();
    var error = callback.error();
    if (error != null) {
      return end(
          attempt,
          OUTAGES.contains(error)
              ? new Outcome.Failed(FailureCause.HUBSPOT_UNAVAILABLE)
              : new Outcome.Denied());
    }
    var code = callback.code();
    if (code == null || code.isBlank() || code.length() > LONGEST_PARAMETER) {
      return end(attempt, new Outcome.Failed(FailureCause.CALLBACK_MALFORMED));
    }
    if (!isStillInvited(attempt)) {
      return end(attempt, new Outcome.Failed(FailureCause.INVITATION_OVER));
    }
    return switch (grants.take(found, state, code)) {
      case GrantTaking.Taken(var portal, var version) -> new ClientAccounts(portal, version);
      case GrantTaking.NotTaken(var outcome) -> end(attempt, outcome);
    };
  }

  private boolean isStillInvited(Attempt attempt) {
    var invitation = attempt.invitation();
    return invitation == null || visits.take(attempt.id(), invitation);
  }

  /** A repeated callback gets the answer of the first one. */
  private Destination usedBefore(Attempt attempt) {
    return switch (attempt.phase()) {
      case Phase.Closed(var portal, var version) when portal != null && version != null ->
          new ClientAccounts(portal, version);
      case Phase.Closed _, Phase.Consumed _ -> new AttemptResult(attempt.id());
      case Phase.Open _ -> end(attempt, new Outcome.Abandoned()); // it came back too late
    };
  }

  private Destination end(Attempt attempt, Outcome outcome) {
    var _ = commands.send(new EndAuthorization(attempt, outcome), attempt.initiator());
    return new AttemptResult(attempt.id());
  }
}
