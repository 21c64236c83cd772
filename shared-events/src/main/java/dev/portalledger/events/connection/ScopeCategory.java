package dev.portalledger.events.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The seven groups of scopes a customer sees. */
public enum ScopeCategory {
  CRM("crm", "tickets"),
  MARKETING("marketing", "forms", "marketing-email", "transactional-email", "crm.lists"),
  CMS("content", "hubdb", "cms"),
  AUTOMATION("automation"),
  /** HubSpot has no scope for dashboards and reports; nothing is asked for. */
  REPORTING("business-intelligence"),
  SETTINGS("oauth", "settings", "account-info"),
  FILES("files");

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
  private final List<String> roots;

  ScopeCategory(String... roots) {
    this.roots = List.of(roots);
  }

  /** The category of one of HubSpot's scope names; empty for a name not known here. */
  public static Optional<ScopeCategory> of(String scope) {
    return Arrays.stream(values())
        .flatMap(category -> category.roots.stream().map(root -> new Branch(category, root)))
        .filter(branch -> branch.holds(scope))
        .max((one, other) -> Integer.compare(one.root.length(), other.root.length()))
        .map(Branch::category);
  }

  /**
   * Scope names are paths with dots: {@code files} and all below it, but not {@code filesystem}.
   */
  private record Branch(ScopeCategory category, String root) {

    boolean holds(String scope) {
      return scope.equals(root) || scope.startsWith(root + ".");
    }
  }
}
