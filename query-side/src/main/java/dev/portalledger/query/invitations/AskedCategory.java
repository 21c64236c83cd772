package dev.portalledger.query.invitations;

import dev.portalledger.events.connection.ScopeCategory;
import dev.portalledger.events.lease.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an invitation asks for in one category, in the words of somebody who is no developer.
 *
 * @param access what is done with it
 * @param remark what must be known beside; null if nothing
 */
record AskedCategory(
    String name, String covers, String access, @Nullable String remark, List<String> scopes) {

  private static final String OTHER = "Other";

  /** Only those of which something is asked. */
  static List<AskedCategory> of(Invitation invitation) {
    var byCategory = new TreeMap<Optional<ScopeCategory>, List<String>>(lastWithout());
    Stream.concat(invitation.requiredScopes().stream(), invitation.optionalScopes().stream())
        .distinct()
        .sorted()
        .forEach(
            scope ->
                byCategory
                    .computeIfAbsent(ScopeCategory.of(scope), _ -> new ArrayList<>())
                    .add(scope));
    return byCategory.entrySet().stream()
        .map(asked -> of(asked.getKey(), invitation.purpose(), asked.getValue()))
        .toList();
  }

  private static AskedCategory of(
      Optional<ScopeCategory> category, Purpose purpose, List<String> scopes) {
    boolean changes = scopes.stream().anyMatch(AskedCategory::allowsChanges);
    return new AskedCategory(
        category.map(AskedCategory::name).orElse(OTHER),
        category.map(AskedCategory::covers).orElse("what belongs to none of the categories"),
        access(purpose, changes),
        purpose == Purpose.AUDIT && changes
            ? "HubSpot has no read-only permission for part of this, so it will say that it can"
                + " also be changed."
            : null,
        scopes);
  }

  private static String access(Purpose purpose, boolean changes) {
    return switch (purpose) {
      case AUDIT -> "read";
      case IMPLEMENTATION -> changes ? "read and changed" : "read";
    };
  }

  private static boolean allowsChanges(String scope) {
    return !scope.endsWith(".read") && !scope.equals("oauth");
  }

  private static String name(ScopeCategory category) {
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

  private static String covers(ScopeCategory category) {
    return switch (category) {
      case CRM -> "contacts, companies, deals, tickets, custom objects and their properties";
      case MARKETING -> "e-mails, forms, lists and campaigns";
      case CMS -> "pages, blog posts, templates and HubDB tables";
      case AUTOMATION -> "workflows and sequences";
      case REPORTING -> "dashboards and reports";
      case SETTINGS -> "account settings and users";
      case FILES -> "the file manager";
    };
  }

  private static Comparator<Optional<ScopeCategory>> lastWithout() {
    return Comparator.comparing(
        category -> category.map(ScopeCategory::ordinal).orElse(Integer.MAX_VALUE));
  }
}
