package dev.portalledger.standalone.hubspot;

import dev.portalledger.events.connection.ScopeCategory;
import java.util.ArrayList;
import java.util.List;

/** Scopes under the heading the consent page gives them. */
record ScopeGroup(String title, List<String> scopes) {

  static List<ScopeGroup> of(List<String> scopes) {
    var groups = new ArrayList<ScopeGroup>();
    for (var category : ScopeCategory.values()) {
      groups.add(
          new ScopeGroup(
              title(category), scopes.stream().filter(scope -> isIn(category, scope)).toList()));
    }
    groups.add(
        new ScopeGroup(
            "Other", scopes.stream().filter(scope -> ScopeCategory.of(scope).isEmpty()).toList()));
    return groups.stream().filter(group -> !group.scopes().isEmpty()).toList();
  }

  private static boolean isIn(ScopeCategory category, String scope) {
    return ScopeCategory.of(scope).stream().anyMatch(category::equals);
  }

  private static String title(ScopeCategory category) {
    return switch (category) {
      case CRM -> "CRM";
      case MARKETING -> "Marketing";
      case CMS -> "CMS";
      case AUTOMATION -> "Automation";
      case REPORTING -> "Reporting";
      case SETTINGS -> "Settings";
      case FILES -> "Files";
    };
  }
}
