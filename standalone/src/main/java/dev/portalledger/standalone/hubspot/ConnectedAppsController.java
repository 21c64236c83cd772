package dev.portalledger.standalone.hubspot;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Settings, Integrations, Connected Apps: where a customer sees the app and throws it out. */
@Controller
final class ConnectedAppsController {

  private final Registry registry;

  ConnectedAppsController(Registry registry) {
    this.registry = registry;
  }

  @GetMapping("/connected-apps")
  ModelAndView all() {
    return registry.look(
        (state, situation) ->
            new ModelAndView(
                "hubspot/accounts",
                Map.of(
                    "app",
                    AppRegistration.NAME,
                    "marketplace",
                    MarketplaceLink.to(situation.app()),
                    "accounts",
                    state.accounts().stream()
                        .sorted(Comparator.comparingLong(Account::hubId))
                        .toList(),
                    "connected",
                    state.installs().current().stream().map(Installs.Install::hubId).toList())));
  }

  @GetMapping("/connected-apps/{hubId}")
  ModelAndView one(@PathVariable long hubId) {
    return registry.look(
        (state, _) -> {
          var account = state.account(hubId).orElseThrow(ConnectedAppsController::noSuchAccount);
          var install = state.installs().of(hubId);
          return new ModelAndView("hubspot/connected-apps")
              .addObject("app", AppRegistration.NAME)
              .addObject("account", account)
              .addObject("install", install.orElse(null))
              .addObject(
                  "groups",
                  ScopeGroup.of(install.map(each -> each.by().scopes()).orElse(List.of())))
              .addObject("log", state.installs().logOf(hubId));
        });
  }

  @PostMapping("/connected-apps/{hubId}/uninstall")
  ModelAndView uninstall(
      @PathVariable long hubId,
      @RequestParam(defaultValue = "") String reason,
      @RequestHeader(name = "Sec-Fetch-Site", defaultValue = "none") @Nullable String site) {
    requireOwnSite(site);
    registry.change(
        (state, situation) -> {
          var account = state.account(hubId).orElseThrow(ConnectedAppsController::noSuchAccount);
          return new Change<>(Uninstalling.asked(state, account.hubId(), reason, situation), hubId);
        });
    return backTo(hubId);
  }

  /** What HubSpot has under Users and Teams; here it is close at hand. */
  @PostMapping("/connected-apps/{hubId}/users/{userId}")
  ModelAndView setActive(
      @PathVariable long hubId,
      @PathVariable long userId,
      @RequestParam boolean active,
      @RequestHeader(name = "Sec-Fetch-Site", defaultValue = "none") @Nullable String site) {
    requireOwnSite(site);
    registry.change(
        (state, _) -> {
          var account = state.account(hubId).orElseThrow(ConnectedAppsController::noSuchAccount);
          return new Change<>(state.with(account.withUser(userId, active)), hubId);
        });
    return backTo(hubId);
  }

  private static void requireOwnSite(@Nullable String site) {
    if ("cross-site".equals(site)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }

  private static ModelAndView backTo(long hubId) {
    var back = new RedirectView("/connected-apps/" + hubId, true);
    back.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(back);
  }

  private static ResponseStatusException noSuchAccount() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such account");
  }
}
