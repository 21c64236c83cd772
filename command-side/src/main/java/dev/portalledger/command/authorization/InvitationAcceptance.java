package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.AuthorizationStart.Start;
import dev.portalledger.command.invitation.Invitation;
import dev.portalledger.command.invitation.Invitations;
import dev.portalledger.command.invitation.VisitorCookie;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The way from an invitation's page to HubSpot, for somebody without an account here. Whatever
 * stands in the way is told by that page itself, so this leads back to it.
 */
@RestController
class InvitationAcceptance {

  private final Invitations invitations;
  private final AuthorizationStart start;
  private final AttemptSettings settings;

  InvitationAcceptance(
      Invitations invitations, AuthorizationStart start, AttemptSettings settings) {
    this.invitations = invitations;
    this.start = start;
    this.settings = settings;
  }

  @PostMapping("/invitations/acceptance")
  ResponseEntity<Void> accept(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String invitation,
      @RequestParam(required = false) @Nullable String browser) {
    if (invitation == null || !Secrets.looksLikeOne(invitation)) {
      return to("/problems/not-found");
    }
    var page = "/invitations/" + invitation;
    var visitor = VisitorCookie.confirmed(request, browser).orElse(null);
    if (visitor == null) {
      return to(page + "?browser=unknown");
    }
    return invitations
        .open(invitation)
        .map(open -> toHubSpot(open, visitor, request))
        .orElseGet(() -> to(page));
  }

  private ResponseEntity<Void> toHubSpot(
      Invitation invitation, byte[] visitor, HttpServletRequest request) {
    return switch (start.beginInvited(invitation, visitor, BrowserCookie.inOrFresh(request))) {
      case Start.Begun begun ->
          ResponseEntity.status(HttpStatus.SEE_OTHER)
              .header(
                  HttpHeaders.SET_COOKIE,
                  BrowserCookie.of(begun.browserSecret(), settings.lifetime()).toString())
              .location(URI.create(begun.authorizationUrl()))
              .build();
      case Start.TooManyOpen(int limit) ->
          throw new Trouble(
              ProblemType.RATE_LIMITED,
              "This invitation has %d authorizations open at HubSpot. Finish one of them, or wait until they end by themselves."
                  .formatted(limit));
    };
  }

  private static ResponseEntity<Void> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }
}
