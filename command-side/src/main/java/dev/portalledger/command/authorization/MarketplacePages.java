package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.MarketplaceInstalls.Install;
import dev.portalledger.command.hubspot.HubSpotSettings;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.command.web.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An install that began at HubSpot's marketplace. It comes without a state of ours, so anybody can
 * have sent it: nothing is exchanged before a member has said, on a page of ours, that it is
 * wanted.
 */
@RestController
class MarketplacePages {

  private static final int LONGEST_CODE = 2048;

  private final MarketplaceInstalls installs;
  private final MarketplaceTrip trip;
  private final HubSpotSettings hubSpot;

  MarketplacePages(MarketplaceInstalls installs, MarketplaceTrip trip, HubSpotSettings hubSpot) {
    this.installs = installs;
    this.trip = trip;
    this.hubSpot = hubSpot;
  }

  @GetMapping("/oauth/hubspot/marketplace/callback")
  ResponseEntity<Void> arrive(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String returnUrl) {
    var back = ReturnUrl.checked(returnUrl, hubSpot.authorizeUrl()).orElse(null);
    if (back == null || code == null || code.isBlank() || code.length() > LONGEST_CODE) {
      return to("/problems/marketplace-malformed");
    }
    var secret = Secrets.random();
    installs.keep(secret, new Install(code, back));
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(
            HttpHeaders.SET_COOKIE,
            MarketplaceCookie.of(secret, MarketplaceInstalls.LIFETIME).toString())
        .location(URI.create("/client-accounts/marketplace"))
        .build();
  }

  @PostMapping("/client-accounts/marketplace")
  ResponseEntity<Void> connect(Actor actor, HttpServletRequest request) {
    return MarketplaceCookie.in(request)
        .flatMap(secret -> installs.take(secret).map(install -> connect(actor, secret, install)))
        .orElseGet(() -> to("/problems/marketplace-expired"));
  }

  private ResponseEntity<Void> connect(Actor actor, String secret, Install install) {
    return switch (trip.complete(actor, secret, install.code())) {
      case Destination.ClientAccounts _ -> to(install.returnUrl().toString());
      case Destination.AttemptResult(var attempt) -> to("/attempts/" + attempt);
      case Destination.VisitResult _, Destination.StateUnknown(), Destination.OtherBrowser() ->
          throw new IllegalStateException("an install has its attempt from the start");
    };
  }

  private static ResponseEntity<Void> to(String location) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(location)).build();
  }
}
