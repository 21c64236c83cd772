package dev.portalledger.command.invitation;

import dev.portalledger.command.invitation.Invitations.Issue;
import dev.portalledger.command.web.Actor;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.lease.Purpose;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The forms of the page of invitations. What was refused, that page explains. */
@RestController
class InvitationPages {

  private static final String PAGE = "/client-accounts/invitations";
  private static final Pattern PORTAL = Pattern.compile("[1-9][0-9]{0,17}");

  private final Invitations invitations;

  InvitationPages(Invitations invitations) {
    this.invitations = invitations;
  }

  @PostMapping(PAGE)
  ResponseEntity<Void> invite(
      Actor actor,
      @RequestParam(required = false) @Nullable String purpose,
      @RequestParam(required = false) @Nullable String portal) {
    var wanted = purpose(purpose);
    var number = portal == null ? "" : portal.strip();
    if (wanted.isEmpty() || !(number.isEmpty() || PORTAL.matcher(number).matches())) {
      return to(PAGE + "?refused=unreadable");
    }
    var expected = number.isEmpty() ? null : new PortalId(Long.parseLong(number));
    return switch (invitations.issue(
        actor.organization(), actor.subject(), wanted.get(), expected)) {
      case Issue.Issued issued -> shown(issued);
      case Issue.Hindrance hindrance -> to(PAGE + "?refused=" + InvitationTrouble.word(hindrance));
    };
  }

  @PostMapping(PAGE + "/{invitationId}/withdraw")
  ResponseEntity<Void> withdraw(Actor actor, @PathVariable String invitationId) {
    return switch (invitations.withdraw(
        actor.organization(), actor.subject(), new InvitationId(invitationId))) {
      case OVER -> to(PAGE);
      case USED -> to(PAGE + "?refused=used");
      case UNKNOWN -> to("/problems/not-found");
    };
  }

  /** The link reaches the page in a cookie, which shows it once; it is kept nowhere else. */
  private static ResponseEntity<Void> shown(Issue.Issued issued) {
    var path = issued.link().getPath();
    var cookie =
        ResponseCookie.from("__Host-invitation", path.substring(path.lastIndexOf('/') + 1))
            .secure(true)
            .httpOnly(true)
            .sameSite("Lax")
            .path("/")
            .maxAge(Duration.ofMinutes(2))
            .build();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .location(URI.create(PAGE))
        .build();
  }

  private static Optional<Purpose> purpose(@Nullable String name) {
    return Arrays.stream(Purpose.values()).filter(known -> known.name().equals(name)).findFirst();
  }

  private static ResponseEntity<Void> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }
}
