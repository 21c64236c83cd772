package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ScopeCategory;
import dev.portalledger.events.connection.ScopeDrift;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the scopes of one category are not what the organization's features need.
 *
 * @param category null for scopes that belong to none
 * @param missing needed, but neither granted nor asked for then: a new grant brings them
 * @param withheld needed and asked for, but left out by HubSpot
 * @param surplus granted, but not needed
 * @param unasked granted, although it was not asked for then
 */
record CategoryDrift(
    @Nullable ScopeCategory category,
    List<String> missing,
    List<String> withheld,
    List<String> surplus,
    List<String> unasked) {

  /** Only the categories that differ. */
  static List<CategoryDrift> of(ScopeDrift drift) {
    return Stream.concat(
            Arrays.stream(ScopeCategory.values()).map(Optional::of),
            Stream.of(Optional.<ScopeCategory>empty()))
        .map(category -> in(category, drift))
        .filter(category -> !category.isEmpty())
        .toList();
  }

  private boolean isEmpty() {
    return missing.isEmpty() && withheld.isEmpty() && surplus.isEmpty() && unasked.isEmpty();
  }

  private static CategoryDrift in(Optional<ScopeCategory> category, ScopeDrift drift) {
    return new CategoryDrift(
        category.orElse(null),
        of(category, drift.missing()),
        of(category, drift.withheld()),
        of(category, drift.surplus()),
        of(category, drift.unasked()));
  }

  private static List<String> of(Optional<ScopeCategory> category, List<String> scopes) {
    return scopes.stream().filter(scope -> ScopeCategory.of(scope).equals(category)).toList();
  }
}
