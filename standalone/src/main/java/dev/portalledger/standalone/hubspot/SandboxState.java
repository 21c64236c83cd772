package dev.portalledger.standalone.hubspot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All the sandbox knows; never changed, only replaced. */
record SandboxState(
    List<Account> accounts,
    Issued issued,
    Installs installs,
    Journal journal,
    Duration clockAhead) {

  SandboxState {
    accounts = List.copyOf(accounts);
  }

  static SandboxState fresh() {
    return new SandboxState(
        DemoAccounts.all(), Issued.NOTHING, Installs.NONE, Journal.EMPTY, Duration.ZERO);
  }

  Optional<Account> account(long hubId) {
    return accounts.stream().filter(account -> account.hubId() == hubId).findFirst();
  }

  /** Adds the account, or puts it in the place of the one with the same id; grants stay. */
  SandboxState with(Account account) {
    return with(Stream.concat(others(account.hubId()), Stream.of(account)).toList());
  }

  SandboxState withoutAccount(long hubId) {
    return with(others(hubId).toList());
  }

  SandboxState with(Issued next) {
    return new SandboxState(accounts, next, installs, journal, clockAhead);
  }

  SandboxState with(Installs next) {
    return new SandboxState(accounts, issued, next, journal, clockAhead);
  }

  SandboxState with(Journal next) {
    return new SandboxState(accounts, issued, installs, next, clockAhead);
  }

  SandboxState withClockAhead(Duration next) {
    return new SandboxState(accounts, issued, installs, journal, next);
  }

  private SandboxState with(List<Account> next) {
    return new SandboxState(next, issued, installs, journal, clockAhead);
  }

  private Stream<Account> others(long hubId) {
    return accounts.stream().filter(account -> account.hubId() != hubId);
  }
}
