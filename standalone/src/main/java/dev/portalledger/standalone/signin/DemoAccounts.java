package dev.portalledger.standalone.signin;

import static dev.portalledger.standalone.signin.DemoOrganization.ACME;
import static dev.portalledger.standalone.signin.DemoOrganization.GLOBEX;
import static dev.portalledger.standalone.signin.DemoOrganization.INITECH;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Everybody who can sign in to the demo. */
public final class DemoAccounts {

  /** Of every person and, as secret, of every machine client. */
  public static final String PASSWORD = "demo";

  private static final List<DemoAccount> ALL =
      List.of(
          of(ACME, "owner", "Olivia Owner"),
          of(ACME, "admin", "Adam Admin"),
          of(ACME, "member", "Mia Member"),
          of(ACME, "auditor", "Aron Auditor"),
          of(GLOBEX, "owner", "Oscar Owner"),
          of(GLOBEX, "admin", "Alice Admin"),
          of(GLOBEX, "member", "Max Member"),
          of(GLOBEX, "auditor", "Anna Auditor"),
          of(INITECH, "owner", "Odette Owner"),
          of(INITECH, "admin", "Amir Admin"),
          of(INITECH, "member", "Maya Member"),
          of(INITECH, "auditor", "Alan Auditor"),
          new DemoAccount("operator@ledger.test", "Otto Operator", "OPERATOR", Optional.empty()));

  private static DemoAccount of(DemoOrganization organization, String role, String name) {
    return new DemoAccount(
        role + "@" + organization.id() + ".test",
        name,
        role.toUpperCase(Locale.ROOT),
        Optional.of(organization));
  }

  public static List<DemoAccount> all() {
    return ALL;
  }

  static UserDetailsService byEmail() {
    return typed ->
        ALL.stream()
            .filter(account -> account.email().equalsIgnoreCase(typed.strip()))
            .findFirst()
            .orElseThrow(() -> new UsernameNotFoundException("no such demo account"));
  }

  private DemoAccounts() {}
}
