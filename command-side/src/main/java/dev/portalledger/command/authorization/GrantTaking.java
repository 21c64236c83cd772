package dev.portalledger.command.authorization;

import dev.portalledger.command.connection.ConnectPortal;
import dev.portalledger.command.connection.Consent;
import dev.portalledger.command.connection.Decision;
import dev.portalledger.command.connection.ReconnectPortal;
import dev.portalledger.command.gateway.Command;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.Introspection;
import dev.portalledger.command.subject.Subjects;
import dev.portalledger.command.vault.Sealer;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.command.vault.keys.KeyServiceUnavailable;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.connection.PortalId;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.stereotype.Component;

/**
 * From HubSpot's code to the ledger's decision. What is read of the portal comes from HubSpot
 * alone.
 */
@Component
class GrantTaking {

  sealed interface Result {}

  record Taken(PortalId portal, long version) implements Result {}

  record NotTaken(Outcome outcome) implements Result {}

  private final HubSpotAuthorization authorization;
  private final HubSpot hubSpot;
  private final Vault vault;
  private final Sealer sealer;
  private final Subjects subjects;
  private final Commands commands;

  GrantTaking(
      HubSpotAuthorization authorization,
      HubSpot hubSpot,
      Vault vault,
      Sealer sealer,
      Subjects subjects,
      Commands commands) {
    this.authorization = authorization;
    this.hubSpot = hubSpot;
    this.vault = vault;
    this.sealer = sealer;
    this.subjects = subjects;
    this.commands = commands;
  }

  Result take(Attempts.Found found, String state, String code) {
    var verifier = VerifierSeal.open(sealer, found.attempt().id(), found.sealedVerifier());
    return take(found.attempt(), authorization.exchange(state, code, verifier));
  }

  /** For an install that began at HubSpot, which knows of no verifier. */
  Result takeInstalled(Attempt attempt, String state, String code) {
    return take(attempt, authorization.installed(state, code));
  }

  private Result take(Attempt attempt, OAuth2AuthorizationExchange exchange) {
    return switch (hubSpot.exchange(exchange)) {
      case HubSpot.Exchange.Failed(var cause) -> new NotTaken(new Outcome.Failed(cause));
      case HubSpot.Exchange.Granted(var tokens) -> {
        // From here on the grant is known to the vault: it ends up active or revoked, never lost.
        keep(attempt, tokens);
        yield confirm(attempt, tokens);
      }
    };
  }

  /** What the vault cannot keep is given back at once, for nobody could end it later. */
  private void keep(Attempt attempt, Tokens tokens) {
    try {
      vault.keepPending(attempt.id(), attempt.organization(), tokens);
    } catch (KeyServiceUnavailable e) {
      var _ = hubSpot.revoke(tokens.refresh());
      throw e;
    }
  }

  private Result confirm(Attempt attempt, Tokens tokens) {
    return switch (hubSpot.introspect(tokens.refresh())) {
      case Introspection.Active active when hubSpot.isOurs(active) ->
          decide(attempt, tokens, active);
      case Introspection.Active _, Introspection.Inactive _ ->
          failed(FailureCause.GRANT_NOT_CONFIRMED);
      case Introspection.Failed(HubSpotFailure.DeadGrant _) ->
          failed(FailureCause.GRANT_NOT_CONFIRMED);
      case Introspection.Failed(var failure) -> failed(failure.cause());
    };
  }

  private Result decide(Attempt attempt, Tokens tokens, Introspection.Active active) {
    var portal = new PortalId(active.hubId());
    var consent =
        new Consent(
            subjects.authorizer(attempt.organization(), active.userId(), active.userEmail()),
            hubSpot.authorizerStanding(tokens.access(), active),
            active.scopes(),
            attempt.requiredScopes(),
            active.hubDomain());
    return switch (commands.send(command(attempt, portal, consent), attempt.initiator())) {
      case Decision.Accepted(var version) -> new Taken(portal, version);
      case Decision.Refused(var refusal) ->
          new NotTaken(
              new Outcome.Refused(refusal, portal, consent.authorizer(), consent.scopes()));
    };
  }

  private static Command<Decision> command(Attempt attempt, PortalId portal, Consent consent) {
    var expected = attempt.expectedPortal();
    return expected == null
        ? new ConnectPortal(
            attempt.organization(), portal, attempt.id(), consent, attempt.initiator())
        : new ReconnectPortal(
            attempt.organization(), portal, expected, attempt.id(), consent, attempt.initiator());
  }

  private static Result failed(FailureCause cause) {
    return new NotTaken(new Outcome.Failed(cause));
  }
}
