package dev.portalledger.standalone.hubspot;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What an account pays for, lowest first. A scope asks for at least one of these. */
enum Tier {
  FREE,
  STARTER,
  PRO,
  ENTERPRISE;

  // The longest matching prefix counts; a scope named by no prefix is for everybody.
  @SuppressWarnings("ImmutableEnumChecker")
  private static final Map<String, Tier> LOWEST_BY_PREFIX =
      Map.ofEntries(
          Map.entry("crm.objects.custom.", ENTERPRISE),
          Map.entry("crm.schemas.custom.", ENTERPRISE),
          Map.entry("marketing-email", ENTERPRISE),
          Map.entry("transactional-email", PRO),
          Map.entry("marketing.campaigns.", PRO),
          Map.entry("automation", PRO),
          Map.entry("hubdb", PRO),
          Map.entry("content", STARTER),
          Map.entry("content.", FREE));

  boolean has(String scope) {
    return compareTo(lowestFor(scope)) >= 0;
  }

  boolean hasAll(List<String> scopes) {
    return scopes.stream().allMatch(this::has);
  }

  private static Tier lowestFor(String scope) {
    return LOWEST_BY_PREFIX.entrySet().stream()
        .filter(entry -> scope.startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(FREE);
  }
}
