package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.AuthorizationStart.Start;
import dev.portalledger.command.web.Actor;
import dev.portalledger.events.connection.PortalId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts attempts for programs: answers with the URL to send the browser to. */
@RestController
class AuthorizationApi {

  private final Departures departures;
  private final AttemptSettings settings;

  AuthorizationApi(Departures departures, AttemptSettings settings) {
    this.departures = departures;
    this.settings = settings;
  }

  /**
   * An open attempt.
   *
   * @param authorizationUrl for the very browser that got the cookie along with this answer
   */
  record Authorization(String attemptId, String authorizationUrl, Instant expiresAt) {}

  /** Nothing can be chosen yet; whoever sends a field is told so, rather than ignored. */
  record NoChoice() {}

  @PostMapping("/api/v1/authorizations")
  ResponseEntity<Authorization> add(
      Actor actor,
      HttpServletRequest request,
      @RequestBody(required = false) @Nullable NoChoice choice) {
    return answer(departures.toAdd(actor, request));
  }

  @PostMapping("/api/v1/portals/{portalId}/reconnection")
  ResponseEntity<Authorization> reconnect(
      Actor actor,
      @PathVariable PortalId portalId,
      HttpServletRequest request,
      @RequestBody(required = false) @Nullable NoChoice choice) {
    return answer(departures.toReconnect(actor, portalId, request));
  }

  private ResponseEntity<Authorization> answer(Start.Begun begun) {
    var cookie = BrowserCookie.of(begun.browserSecret(), settings.lifetime());
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .body(
            new Authorization(
                begun.attempt().value(), begun.authorizationUrl(), begun.expiresAt()));
  }
}
