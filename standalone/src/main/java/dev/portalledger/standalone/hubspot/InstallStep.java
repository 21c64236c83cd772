package dev.portalledger.standalone.hubspot;

import java.util.List;

/** What the authorize URL shows next, or where it sends the browser. */
sealed interface InstallStep {

  /** Nobody is signed in yet. */
  record ChooseUser(List<Account> accounts) implements InstallStep {}

  /** Signed in; the accounts are those this user can reach. */
  record ChooseAccount(String email, List<Account> accounts) implements InstallStep {}

  /** Everything is in order, a person decides. */
  record AskConsent(Consent consent, Account account) implements InstallStep {}

  /** A code goes back to the app. */
  record Granted(Consent consent, Account account) implements InstallStep {}

  /** The app is told. */
  record Denied() implements InstallStep {}

  /** The app is not told. */
  record Cancelled() implements InstallStep {}

  /** HubSpot shows why and the app is not told. */
  record Stopped(InstallError error) implements InstallStep {}
}
