package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.AuthorizationStart.Start;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.Actors;
import dev.portalledger.events.connection.PortalId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The browser's way to HubSpot and back. Every answer is a redirect (303), never a page. */
@RestController
class AuthorizationPages {

  private final Departures departures;
  private final RoundTrip roundTrip;
  private final Actors actors;
  private final AttemptSettings settings;

  AuthorizationPages(
      Departures departures, RoundTrip roundTrip, Actors actors, AttemptSettings settings) {
    this.departures = departures;
    this.roundTrip = roundTrip;
    this.actors = actors;
    this.settings = settings;
  }

  @PostMapping("/client-accounts/add")
  ResponseEntity<Void> add(Actor actor, HttpServletRequest request) {
    return toHubSpot(departures.toAdd(actor, request));
  }

  @PostMapping("/client-accounts/{portalId}/reconnect")
  ResponseEntity<Void> reconnect(
      Actor actor, @PathVariable PortalId portalId, HttpServletRequest request) {
    return toHubSpot(departures.toReconnect(actor, portalId, request));
  }

  @GetMapping("/oauth/hubspot/callback")
  ResponseEntity<Void> callback(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error) {
    var callback = new Callback(state, code, error, BrowserCookie.in(request));
    var member = actors.current().map(Actor::subject).orElse(null);
    return to(location(roundTrip.complete(callback, member)));
  }

  private ResponseEntity<Void> toHubSpot(Start.Begun begun) {
    var cookie = BrowserCookie.of(begun.browserSecret(), settings.lifetime());
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .location(URI.create(begun.authorizationUrl()))
        .build();
  }

  private static ResponseEntity<Void> to(String location) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(location)).build();
  }

  private static String location(Destination destination) {
    return switch (destination) {
      case Destination.ClientAccounts(var portal, var version) ->
          "/client-accounts?portal=%s&minVersion=%d".formatted(portal, version);
      case Destination.AttemptResult(var attempt) -> "/attempts/" + attempt;
      case Destination.VisitResult(var attempt) -> "/invited/" + attempt;
      case Destination.StateUnknown() -> "/problems/state-unknown";
      case Destination.OtherBrowser() -> "/problems/other-browser";
    };
  }
}
