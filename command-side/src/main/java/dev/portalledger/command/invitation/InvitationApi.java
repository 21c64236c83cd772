package dev.portalledger.command.invitation;

import dev.portalledger.command.invitation.Invitations.Issue;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.ToldAgain;
import dev.portalledger.events.invitation.InvitationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes invitations for programs, and takes them back. */
@RestController
class InvitationApi {

  private final Invitations invitations;
  private final ToldAgain toldAgain;

  InvitationApi(Invitations invitations, ToldAgain toldAgain) {
    this.invitations = invitations;
    this.toldAgain = toldAgain;
  }

  /**
   * An open invitation.
   *
   * @param link to pass on; null in a repetition, since only the first answer ever holds it
   */
  record Invited(String invitationId, @Nullable URI link, Instant expiresAt) {

    @Override
    public String toString() {
      return "Invited[" + invitationId + "]";
    }
  }

  @PostMapping("/api/v1/invitations")
  @ResponseStatus(HttpStatus.CREATED)
  Invited invite(Actor actor, HttpServletRequest request, @RequestBody Wanted wanted) {
    var issued = InvitationTrouble.issued(issue(actor, wanted));
    var id = issued.id().value();
    toldAgain.instead(request, new Invited(id, null, issued.expiresAt()));
    return new Invited(id, issued.link(), issued.expiresAt());
  }

  @DeleteMapping("/api/v1/invitations/{invitationId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(Actor actor, @PathVariable String invitationId) {
    InvitationTrouble.withdrawn(
        invitations.withdraw(
            actor.organization(), actor.subject(), new InvitationId(invitationId)));
  }

  private Issue issue(Actor actor, Wanted wanted) {
    return invitations.issue(
        actor.organization(), actor.subject(), wanted.purpose(), wanted.expectedPortal());
  }
}
