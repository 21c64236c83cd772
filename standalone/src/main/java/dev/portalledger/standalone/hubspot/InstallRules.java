package dev.portalledger.standalone.hubspot;

import dev.portalledger.standalone.hubspot.InstallStep.AskConsent;
import dev.portalledger.standalone.hubspot.InstallStep.Cancelled;
import dev.portalledger.standalone.hubspot.InstallStep.ChooseAccount;
import dev.portalledger.standalone.hubspot.InstallStep.ChooseUser;
import dev.portalledger.standalone.hubspot.InstallStep.Denied;
import dev.portalledger.standalone.hubspot.InstallStep.Granted;
import dev.portalledger.standalone.hubspot.InstallStep.Stopped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HubSpot's order of things: client, sign-in, account, then the install URL, then permission, then
 * the decision.
 */
final class InstallRules {

  static InstallStep next(
      InstallUrl url, InstallChoice choice, SandboxState state, Situation situation) {
    if (!url.clientId().equals(situation.app().clientId())) {
      return new Stopped(InstallError.UNKNOWN_CLIENT);
    }
    var portal = choice.portal().flatMap(text -> account(text, state));
    if (choice.portal().isPresent() && portal.isEmpty()) {
      return new Stopped(InstallError.NO_SUCH_ACCOUNT);
    }
    if (choice.user().isEmpty()) {
      return new ChooseUser(
          portal.map(List::of).orElseGet(() -> sorted(state.accounts().stream())));
    }
    var email = email(choice.user().get(), portal);
    var reachable =
        sorted(state.accounts().stream().filter(account -> account.user(email).isPresent()));
    if (reachable.isEmpty()) {
      return new Stopped(InstallError.NO_SUCH_USER);
    }
    return portal
        .map(account -> inAccount(url, choice, account, email, situation))
        .orElseGet(() -> new ChooseAccount(email, reachable));
  }

  private static InstallStep inAccount(
      InstallUrl url, InstallChoice choice, Account account, String email, Situation situation) {
    var user = account.user(email);
    if (user.isEmpty()) {
      return new Stopped(InstallError.NO_SUCH_ACCOUNT);
    }
    var error = urlError(url, situation.app()).or(() -> permissionError(url, account, user.get()));
    if (error.isPresent()) {
      return new Stopped(error.get());
    }
    var scopes = granted(url, account, user.get(), situation.knobs());
    var consent = new Consent(account.hubId(), user.get().userId(), user.get().email(), scopes);
    return decided(choice, consent, account, situation.knobs());
  }

  private static Optional<InstallError> urlError(InstallUrl url, AppRegistration app) {
    if (!app.redirectUrls().contains(url.redirectUri())) {
      return Optional.of(InstallError.REDIRECT_MISMATCH);
    }
    if (!url.pkce().supported()) {
      return Optional.of(InstallError.UNSUPPORTED_CHALLENGE);
    }
    // Whether a URL must name "oauth" is not documented: HubSpot's own quickstart leaves it out.
    if (!withOauth(url.scopes()).containsAll(app.requiredScopes())) {
      return Optional.of(InstallError.INSUFFICIENT_SCOPES);
    }
    var mayBeAsked =
        withOauth(
            Stream.concat(app.requiredScopes().stream(), app.conditionallyRequiredScopes().stream())
                .toList());
    return mayBeAsked.containsAll(url.scopes())
            && app.optionalScopes().containsAll(url.optionalScopes())
        ? Optional.empty()
        : Optional.of(InstallError.SCOPE_MISMATCH);
  }

  private static Optional<InstallError> permissionError(
      InstallUrl url, Account account, HubUser user) {
    if (account.type() == AccountType.APP_DEVELOPER) {
      return Optional.of(InstallError.DEVELOPER_ACCOUNT);
    }
    if (!user.mayConnectApps() || !url.scopes().stream().allMatch(user::holds)) {
      return Optional.of(InstallError.NO_PERMISSION);
    }
    return account.tier().hasAll(url.scopes())
        ? Optional.empty()
        : Optional.of(InstallError.TIER_LACKS_SCOPE);
  }

  /**
   * Everything in {@code scope}; of {@code optional_scope} what the account pays for and the user
   * holds.
   */
  private static List<String> granted(InstallUrl url, Account account, HubUser user, Knobs knobs) {
    var optional = url.optionalScopes().stream().filter(account.tier()::has).filter(user::holds);
    return Stream.concat(withOauth(url.scopes()).stream(), optional)
        .distinct()
        .filter(scope -> !knobs.omitGrantedScopes().contains(scope))
        .toList();
  }

  private static InstallStep decided(
      InstallChoice choice, Consent consent, Account account, Knobs knobs) {
    if (choice.decision().isEmpty()) {
      return new AskConsent(consent, account);
    }
    return switch (choice.decision().get()) {
      case "grant" -> new Granted(consent, account);
      case "deny" -> new Denied();
      case "cancel" -> new Cancelled();
      case "decline" ->
          switch (knobs.decline()) {
            case SILENT -> new Cancelled();
            case ACCESS_DENIED -> new Denied();
          };
      default -> new Stopped(InstallError.UNKNOWN_DECISION);
    };
  }

  /**
   * A script may name a user without the domain: {@code admin} is {@code admin@<the account's
   * domain>}.
   */
  private static String email(String user, Optional<Account> portal) {
    return user.contains("@")
        ? user
        : user + portal.map(account -> "@" + account.domain()).orElse("");
  }

  private static Optional<Account> account(String hubId, SandboxState state) {
    return state.accounts().stream()
        .filter(account -> Long.toString(account.hubId()).equals(hubId))
        .findFirst();
  }

  private static List<Account> sorted(Stream<Account> accounts) {
    return accounts.sorted(Comparator.comparingLong(Account::hubId)).toList();
  }

  private static List<String> withOauth(List<String> scopes) {
    if (scopes.contains("oauth")) {
      return scopes;
    }
    var all = new ArrayList<>(scopes);
    all.add("oauth");
    return all;
  }

  private InstallRules() {}
}
