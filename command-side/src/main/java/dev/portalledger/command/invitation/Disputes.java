package dev.portalledger.command.invitation;

import dev.portalledger.command.connection.RevokeGrant;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.RevocationCause;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** "This was not me": whoever authorized with an invitation takes it back, from that browser. */
@RestController
class Disputes {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final VisitRows rows;
  private final InvitationSettings settings;
  private final Commands commands;

  Disputes(VisitRows rows, InvitationSettings settings, Commands commands) {
    this.rows = rows;
    this.settings = settings;
    this.commands = commands;
  }

  /** The page it leads back to says how things stand now, whatever came of this. */
  @PostMapping("/invited/dispute")
  ResponseEntity<Void> dispute(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String attempt,
      @RequestParam(required = false) @Nullable String browser) {
    if (attempt == null || !ID.matcher(attempt).matches()) {
      return to("/problems/not-found");
    }
    var id = new AttemptId(attempt);
    VisitorCookie.confirmed(request, browser)
        .flatMap(visitor -> rows.disputable(id, visitor, settings.disputable()))
        .ifPresent(visit -> end(id, visit));
    return to("/invited/" + id);
  }

  /** Ends that very grant; one that took its place since was somebody else's decision. */
  private void end(AttemptId attempt, Visit visit) {
    var _ =
        commands.send(
            new RevokeGrant(
                visit.organization(), visit.portal(), visit.generation(), RevocationCause.DISPUTED),
            visit.authorizer());
    rows.disputed(attempt);
  }

  private static ResponseEntity<Void> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }
}
