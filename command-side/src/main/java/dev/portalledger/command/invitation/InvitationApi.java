package dev.portalledger.command.invitation;

import dev.portalledger.command.invitation.Invitations.Issue;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.ToldAgain;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.lease.Purpose;
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

  /** What to invite to; without a portal, any may be picked. */
  record Wanted(Purpose purpose, @Nullable Long expectedPortal) {}

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
        actor.organization(), actor.subject(), wanted.purpose(), portal(wanted.expectedPortal()));
  }

  private static @Nullable PortalId portal(@Nullable Long id) {
    if (id != null && id <= 0) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "The value of 'expectedPortal' is not a portal's id. Give HubSpot's number of the"
              + " account, or leave it out if any portal may be picked.");
    }
    return id == null ? null : new PortalId(id);
  }
}
