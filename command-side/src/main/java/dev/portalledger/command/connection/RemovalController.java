package dev.portalledger.command.connection;

import dev.portalledger.command.connection.Decision.Accepted;
import dev.portalledger.command.connection.Decision.Refused;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Remove: access ends here at once, and at HubSpot as soon as HubSpot confirms. */
@RestController
class RemovalController {

  private final Commands commands;

  RemovalController(Commands commands) {
    this.commands = commands;
  }

  record Removed(long portalId, ConnectionStatus status, long version) {}

  @DeleteMapping("/api/v1/portals/{portalId}")
  Removed remove(
      Actor actor,
      @PathVariable PortalId portalId,
      @RequestParam(defaultValue = "false") boolean uninstall) {
    return new Removed(
        portalId.value(), ConnectionStatus.DISCONNECTED, revoke(actor, portalId, uninstall));
  }

  @PostMapping("/client-accounts/{portalId}/remove")
  ResponseEntity<Void> removeAndShow(
      Actor actor,
      @PathVariable PortalId portalId,
      @RequestParam(defaultValue = "false") boolean uninstall) {
    long version = revoke(actor, portalId, uninstall);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(
            URI.create("/client-accounts?portal=%s&minVersion=%d".formatted(portalId, version)))
        .build();
  }

  private long revoke(Actor actor, PortalId portal, boolean uninstall) {
    var command =
        new RevokeConnection(
            actor.organization(),
            portal,
            RevocationCause.REMOVED_BY_MEMBER,
            actor.subject(),
            uninstall ? RevocationExtent.GRANT_AND_APP : RevocationExtent.GRANT);
    return switch (commands.send(command, actor.subject())) {
      case Accepted(var version) -> version;
      case Refused _ -> throw Trouble.unknownPortal();
    };
  }
}
