package dev.portalledger.standalone.hubspot;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an access token opens: account details, users, the app's own uninstall. */
@RestController
final class ApiController {

  private static final List<String> USERS_READ =
      List.of("settings.users.read", "crm.objects.users.read");

  private final Registry registry;

  ApiController(Registry registry) {
    this.registry = registry;
  }

  @GetMapping({
    "/account-info/v3/details",
    "/account-info/2026-03/details",
    "/account-info/2026-09/details"
  })
  ResponseEntity<Map<String, Object>> details(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    return registry.look(
        (state, situation) ->
            answer(
                ApiAccess.of(authorization, List.of("oauth"), state, situation),
                situation,
                allowed -> ResponseEntity.ok(details(allowed.account(), situation))));
  }

  @GetMapping({
    "/settings/v3/users/{id}",
    "/settings/users/2026-03/{id}",
    "/settings/users/2026-09/{id}"
  })
  ResponseEntity<Map<String, Object>> user(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @PathVariable String id,
      @RequestParam(defaultValue = "USER_ID") String idProperty) {
    return registry.look(
        (state, situation) ->
            answer(
                ApiAccess.of(authorization, USERS_READ, state, situation),
                situation,
                allowed ->
                    user(allowed.account(), id, idProperty.equals("EMAIL"), situation.mint())));
  }

  /** The token itself may outlive the install, so calling this twice answers the same. */
  @DeleteMapping({
    "/appinstalls/v3/external-install",
    "/appinstalls/2026-03/external-install",
    "/appinstalls/2026-09/external-install"
  })
  ResponseEntity<Map<String, Object>> uninstall(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    return registry.change(
        (state, situation) ->
            switch (ApiAccess.of(authorization, List.of("oauth"), state, situation)) {
              case ApiAccess.Allowed(var consent, _) ->
                  new Change<>(
                      Uninstalling.now(state, consent.hubId(), situation),
                      ResponseEntity.noContent().build());
              case ApiAccess refused ->
                  new Change<>(state, answer(refused, situation, _ -> noContent()));
            });
  }

  private static ResponseEntity<Map<String, Object>> answer(
      ApiAccess access,
      Situation situation,
      Function<ApiAccess.Allowed, ResponseEntity<Map<String, Object>>> whenAllowed) {
    return switch (access) {
      case ApiAccess.Allowed allowed -> whenAllowed.apply(allowed);
      case ApiAccess.Unknown() -> HubSpotErrors.noCredentials(situation.mint());
      case ApiAccess.Expired(var at) -> HubSpotErrors.expired(at, situation);
      case ApiAccess.Lacking(var anyOf) -> HubSpotErrors.missingScopes(anyOf, situation.mint());
    };
  }

  private static ResponseEntity<Map<String, Object>> user(
      Account account, String id, boolean byEmail, Mint mint) {
    return account.users().stream()
        .filter(HubUser::active)
        .filter(
            user ->
                byEmail
                    ? user.email().equalsIgnoreCase(id)
                    : Long.toString(user.userId()).equals(id))
        .findFirst()
        .map(user -> ResponseEntity.ok(user(user)))
        .orElseGet(() -> HubSpotErrors.notFound("User does not exist", mint));
  }

  private static Map<String, Object> user(HubUser user) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", Long.toString(user.userId()));
    body.put("email", user.email());
    body.put("firstName", user.name().first());
    body.put("lastName", user.name().last());
    body.put("roleIds", List.of());
    body.put("superAdmin", user.superAdmin());
    return body;
  }

  private static Map<String, Object> details(Account account, Situation situation) {
    var zone = account.hublet().equals("eu1") ? "Europe/Berlin" : "US/Eastern";
    var offset = ZoneId.of(zone).getRules().getOffset(situation.now());
    var body = new LinkedHashMap<String, Object>();
    body.put("portalId", account.hubId());
    body.put("accountType", account.type());
    body.put("timeZone", zone);
    body.put("companyCurrency", account.hublet().equals("eu1") ? "EUR" : "USD");
    body.put("additionalCurrencies", List.of());
    body.put("utcOffset", offset.getId());
    body.put("utcOffsetMilliseconds", offset.getTotalSeconds() * 1000);
    body.put("uiDomain", account.uiDomain());
    body.put("dataHostingLocation", account.hublet());
    return body;
  }

  private static ResponseEntity<Map<String, Object>> noContent() {
    return ResponseEntity.noContent().build();
  }
}
