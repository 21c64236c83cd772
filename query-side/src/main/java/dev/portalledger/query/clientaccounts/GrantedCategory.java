package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ScopeCategory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of one category as a customer sees them.
 *
 * @param remark what must be known beside the scopes; null if nothing
 * @param scopes granted, and needed as far as is known
 * @param missing needed, but neither granted nor asked for then
 * @param withheld needed and asked for, but left out by HubSpot
 * @param surplus granted as asked, but not needed
 * @param unasked granted, although it was not asked for then
 */
record GrantedCategory(
    String name,
    String covers,
    @Nullable String remark,
    List<String> scopes,
    List<String> missing,
    List<String> withheld,
    List<String> surplus,
    List<String> unasked) {

  private record Words(String name, String covers, @Nullable String remark) {}

  /** All seven, granted or not, and what belongs to none of them. */
  static List<GrantedCategory> all(ClientAccount account) {
    var known =
        Arrays.stream(ScopeCategory.values()).map(category -> of(Optional.of(category), account));
    var other = Stream.of(of(Optional.empty(), account)).filter(category -> !category.isEmpty());
    return Stream.concat(known, other).toList();
  }

  public boolean isEmpty() {
    return !isGranted() && missing.isEmpty() && withheld.isEmpty();
  }

  public boolean isGranted() {
    return !scopes.isEmpty() || !surplus.isEmpty() || !unasked.isEmpty();
  }

  private static GrantedCategory of(Optional<ScopeCategory> category, ClientAccount account) {
    var drift =
        account.scopeDrift().stream()
            .filter(found -> Objects.equals(found.category(), category.orElse(null)))
            .findFirst()
            .orElse(new CategoryDrift(null, List.of(), List.of(), List.of(), List.of()));
    var words = words(category.orElse(null));
    return new GrantedCategory(
        words.name,
        words.covers,
        words.remark,
        account.scopes().stream()
            .filter(scope -> ScopeCategory.of(scope).equals(category))
            .filter(scope -> !drift.surplus().contains(scope) && !drift.unasked().contains(scope))
            .toList(),
        drift.missing(),
        drift.withheld(),
        drift.surplus().stream().filter(scope -> !drift.unasked().contains(scope)).toList(),
        drift.unasked());
  }

  private static Words words(@Nullable ScopeCategory category) {
    return switch (category) {
      case null -> new Words("Other", "in none of the categories", null);
      case CRM -> new Words("CRM", "contacts, companies, deals, properties", null);
      case MARKETING -> new Words("Marketing", "e-mails, forms, lists", null);
      case CMS -> new Words("CMS", "pages, blog posts, HubDB", null);
      case AUTOMATION -> new Words("Automation", "workflows, sequences", null);
      case REPORTING ->
          new Words(
              "Reporting",
              "dashboards, reports",
              "HubSpot offers no scope for dashboards and reports, so none is asked for.");
      case SETTINGS -> new Words("Settings", "account settings, users", null);
      case FILES -> new Words("Files", "file manager", null);
    };
  }
}
