package dev.portalledger.events.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The seven groups of scopes a customer sees. */
public enum ScopeCategory {
  CRM("crm.", "tickets"),
  MARKETING("marketing", "forms", "transactional-email", "crm.lists."),
  CMS("content", "hubdb", "cms."),
  AUTOMATION("automation"),
  /** HubSpot has no scope for dashboards and reports; nothing is asked for. */
  REPORTING("business-intelligence"),
  SETTINGS("oauth", "settings.", "account-info."),
  FILES("files");

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
  private final List<String> prefixes;

  ScopeCategory(String... prefixes) {
    this.prefixes = List.of(prefixes);
  }

  /** The category of one of HubSpot's scope names; empty for a name not known here. */
  public static Optional<ScopeCategory> of(String scope) {
    return Arrays.stream(values())
        .flatMap(category -> category.prefixes.stream().map(prefix -> new Match(category, prefix)))
        .filter(match -> scope.startsWith(match.prefix))
        .max((one, other) -> Integer.compare(one.prefix.length(), other.prefix.length()))
        .map(Match::category);
  }

  private record Match(ScopeCategory category, String prefix) {}
}
