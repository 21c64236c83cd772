package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ScopeCategory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of one category as a customer sees them.
 *
 * @param remark what must be known beside the scopes; null if nothing
 */
record GrantedCategory(String name, String covers, @Nullable String remark, List<String> scopes) {

  /** All seven, granted or not, and what belongs to none of them. */
  static List<GrantedCategory> all(List<String> scopes) {
    var known =
        Arrays.stream(ScopeCategory.values())
            .map(category -> of(category, in(Optional.of(category), scopes)));
    List<String> others = in(Optional.empty(), scopes);
    var other =
        others.isEmpty()
            ? Stream.<GrantedCategory>empty()
            : Stream.of(new GrantedCategory("Other", "in none of the categories", null, others));
    return Stream.concat(known, other).toList();
  }

  private static List<String> in(Optional<ScopeCategory> category, List<String> scopes) {
    return scopes.stream().filter(scope -> ScopeCategory.of(scope).equals(category)).toList();
  }

  private static GrantedCategory of(ScopeCategory category, List<String> scopes) {
    return switch (category) {
      case CRM ->
          new GrantedCategory("CRM", "contacts, companies, deals, properties", null, scopes);
      case MARKETING -> new GrantedCategory("Marketing", "e-mails, forms, lists", null, scopes);
      case CMS -> new GrantedCategory("CMS", "pages, blog posts, HubDB", null, scopes);
      case AUTOMATION -> new GrantedCategory("Automation", "workflows, sequences", null, scopes);
      case REPORTING ->
          new GrantedCategory(
              "Reporting",
              "dashboards, reports",
              "HubSpot offers no scope for dashboards and reports, so none is asked for.",
              scopes);
      case SETTINGS -> new GrantedCategory("Settings", "account settings, users", null, scopes);
      case FILES -> new GrantedCategory("Files", "file manager", null, scopes);
    };
  }
}
