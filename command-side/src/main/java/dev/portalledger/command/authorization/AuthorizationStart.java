package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.StartAuthorization.Bindings;
import dev.portalledger.command.authorization.StartAuthorization.Invited;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.invitation.Invitation;
import dev.portalledger.command.vault.Sealer;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens an attempt and says where the browser has to go. */
@Component
class AuthorizationStart {

  private final HubSpotAuthorization hubSpot;
  private final Attempts attempts;
  private final AttemptSettings settings;
  private final Sealer sealer;
  private final Commands commands;

  AuthorizationStart(
      HubSpotAuthorization hubSpot,
      Attempts attempts,
      AttemptSettings settings,
      Sealer sealer,
      Commands commands) {
    this.hubSpot = hubSpot;
    this.attempts = attempts;
    this.settings = settings;
    this.sealer = sealer;
    this.commands = commands;
  }

  sealed interface Start {

    /**
     * The attempt is open.
     *
     * @param browserSecret goes into the browser's cookie and nowhere else
     */
    record Begun(
        AttemptId attempt, String authorizationUrl, String browserSecret, Instant expiresAt)
        implements Start {

      @Override
      public String toString() {
        return "Begun[" + attempt + "]";
      }
    }

    record TooManyOpen(int limit) implements Start {}
  }

  Start begin(
      OrganizationId organization,
      SubjectId member,
      List<Feature> features,
      @Nullable PortalId expected,
      String browserSecret) {
    return attempts.openOf(member) >= settings.openPerMember()
        ? new Start.TooManyOpen(settings.openPerMember())
        : begun(organization, member, null, hubSpot.scopes(features), expected, browserSecret);
  }

  /** For somebody who was invited; the attempt counts as the invitation's, not as the member's. */
  Start beginInvited(Invitation invitation, byte[] visitorHash, String browserSecret) {
    return attempts.openOf(invitation.id()) >= settings.openPerInvitation()
        ? new Start.TooManyOpen(settings.openPerInvitation())
        : begun(
            invitation.organization(),
            invitation.invitedBy(),
            new Invited(invitation.id(), visitorHash),
            new AskedScopes(invitation.scopes().required(), invitation.scopes().optional()),
            invitation.expectedPortal(),
            browserSecret);
  }

  private Start begun(
      OrganizationId organization,
      SubjectId member,
      @Nullable Invited invited,
      AskedScopes scopes,
      @Nullable PortalId expected,
      String browserSecret) {
    var attempt = new AttemptId(Secrets.random());
    var request = hubSpot.request(scopes, expected);
    var expiresAt =
        commands.send(
            new StartAuthorization(
                organization,
                attempt,
                member,
                invited,
                expected,
                scopes,
                new Bindings(
                    Secrets.hash(hubSpot.state(request)),
                    Secrets.hash(browserSecret),
                    VerifierSeal.seal(sealer, attempt, hubSpot.verifier(request)))),
            member);
    return new Start.Begun(attempt, request.getAuthorizationRequestUri(), browserSecret, expiresAt);
  }
}
