package dev.portalledger.standalone;

import dev.portalledger.standalone.signin.DemoAccount;
import dev.portalledger.standalone.signin.DemoAccounts;
import dev.portalledger.standalone.signin.DemoOrganization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a newcomer has to know, on one screen. */
record FirstScreen(StandaloneOptions options, Path folder, Duration timeToReady) {

  String text() {
    return """

        Portal Ledger is ready after %.1f s:  %s

          What to do      Sign in, Add Portal, pick a portal, Connect app; then see Client Accounts
                          and the Audit trail.
          Demo accounts   (every password is "%s")
        %s
          Machine client  %s
          HubSpot sandbox %s
          Data            %s  (details of the log: log/standalone.log)
          Stop            Ctrl-C
        """
        .formatted(
            timeToReady.toMillis() / 1000.0,
            options.url(),
            DemoAccounts.PASSWORD,
            accounts(),
            tokenRequest(),
            options.sandboxUrl(),
            folder);
  }

  private static String accounts() {
    return DemoAccounts.all().stream()
        .collect(
            Collectors.groupingBy(
                FirstScreen::group,
                java.util.LinkedHashMap::new,
                Collectors.mapping(DemoAccount::email, Collectors.joining("  "))))
        .entrySet()
        .stream()
        .map(group -> "    %-18s%s".formatted(group.getKey(), group.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String group(DemoAccount account) {
    return account.organization().map(DemoOrganization::title).orElse("Operator");
  }

  private String tokenRequest() {
    return "curl -s -u %s:%s -d grant_type=client_credentials %s/oauth2/token"
        .formatted(DemoOrganization.ACME.service(), DemoAccounts.PASSWORD, options.sandboxUrl());
  }
}
