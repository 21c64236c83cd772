package dev.portalledger.standalone.hubspot;

import dev.portalledger.standalone.hubspot.InstallStep.AskConsent;
import dev.portalledger.standalone.hubspot.InstallStep.Cancelled;
import dev.portalledger.standalone.hubspot.InstallStep.ChooseAccount;
import dev.portalledger.standalone.hubspot.InstallStep.ChooseUser;
import dev.portalledger.standalone.hubspot.InstallStep.Denied;
import dev.portalledger.standalone.hubspot.InstallStep.Granted;
import dev.portalledger.standalone.hubspot.InstallStep.Stopped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The authorize page. It keeps nothing between its steps: each page is a form that sends the
 * install URL's parameters again, plus one more choice; so a script can make all choices at once.
 */
@Controller
final class AuthorizeController {

  private final Registry registry;

  AuthorizeController(Registry registry) {
    this.registry = registry;
  }

  @RequestMapping(
      path = "/oauth/authorize",
      method = {RequestMethod.GET, RequestMethod.POST})
  ModelAndView authorize(@RequestParam Map<String, String> parameters) {
    return step(new LinkedHashMap<>(parameters));
  }

  /** The account is named in the path, so the account picker is skipped. */
  @RequestMapping(
      path = "/oauth/{hubId}/authorize",
      method = {RequestMethod.GET, RequestMethod.POST})
  ModelAndView authorizeIn(
      @PathVariable String hubId, @RequestParam Map<String, String> parameters) {
    var all = new LinkedHashMap<>(parameters);
    all.put("sandbox_portal", hubId);
    return step(all);
  }

  private ModelAndView step(Map<String, String> parameters) {
    var url = InstallUrl.of(parameters);
    var choice =
        new InstallChoice(
            given(parameters, "sandbox_user"),
            given(parameters, "sandbox_portal"),
            given(parameters, "sandbox_decision"));
    var next =
        registry.look((state, situation) -> InstallRules.next(url, choice, state, situation));
    return switch (next) {
      case ChooseUser(var accounts) ->
          page("choose-user", parameters)
              .addObject("accounts", accounts)
              .addObject("standings", HubUser.Standing.values())
              .addObject("shared", inSeveral(accounts));
      case ChooseAccount(var email, var accounts) ->
          page("choose-account", parameters)
              .addObject("email", email)
              .addObject("accounts", accounts);
      case AskConsent(var consent, var account) ->
          page("consent", parameters)
              .addObject("email", consent.email())
              .addObject("account", account)
              .addObject("groups", ScopeGroup.of(consent.scopes()));
      case Granted(var consent, var account) ->
          redirect(
              AppRegistration.isForMarketplace(url.redirectUri())
                  ? url.backWith(
                      "code", code(url, consent, account), "returnUrl", connectedApps(account))
                  : url.backWith("code", code(url, consent, account)));
      case Denied() ->
          redirect(
              url.backWith(
                  "error",
                  "access_denied",
                  "error_description",
                  "The user declined to connect the app"));
      case Cancelled() -> page("cancelled", parameters);
      case Stopped(var error) ->
          page("error", parameters).addObject("error", error).addObject("text", error.text(url));
    };
  }

  /** Where an install from the marketplace expects the browser back. */
  private static String connectedApps(Account account) {
    return ServletUriComponentsBuilder.fromCurrentContextPath()
        .path("/connected-apps/" + account.hubId())
        .toUriString();
  }

  private static Optional<String> given(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }

  private String code(InstallUrl url, Consent consent, Account account) {
    return registry.change(
        (state, situation) -> {
          var code =
              new IssuedCode(
                  situation.mint().prefixed(account.hublet()),
                  new IssuedCode.Client(url.clientId(), url.redirectUri()),
                  url.pkce().challenge(),
                  consent,
                  situation.now(),
                  false);
          return new Change<>(state.with(state.issued().with(code)), code.code().value());
        });
  }

  /** The people who work in more than one of these accounts. */
  private static Set<String> inSeveral(List<Account> accounts) {
    var once = new HashSet<String>();
    return accounts.stream()
        .flatMap(account -> account.users().stream())
        .filter(HubUser::active)
        .map(HubUser::email)
        .filter(email -> !once.add(email))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ModelAndView page(String name, Map<String, String> parameters) {
    return new ModelAndView("hubspot/" + name)
        .addObject("app", AppRegistration.NAME)
        .addObject("parameters", parameters);
  }

  private static ModelAndView redirect(String url) {
    var view = new RedirectView(url);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExpandUriTemplateVariables(false);
    view.setExposeModelAttributes(false);
    return new ModelAndView(view);
  }
}
