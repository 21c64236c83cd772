package dev.portalledger.query.dashboard;

import dev.portalledger.events.organization.OrganizationId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.ClaimAccessor;

/** Reads from a sign-in who somebody is: a person's or a machine's, both carry the same claims. */
final class Visitor {

  static boolean isSignedIn(@Nullable Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof ClaimAccessor;
  }

  static boolean isOperator(@Nullable Authentication authentication) {
    return authentication != null && has(authentication, Role.OPERATOR);
  }

  /** Empty for a stranger, and for somebody who belongs to no organization. */
  static Optional<Member> member(@Nullable Authentication authentication) {
    if (authentication == null || !(authentication.getPrincipal() instanceof ClaimAccessor who)) {
      return Optional.empty();
    }
    return organization(who)
        .map(
            organization ->
                new Member(
                    organization,
                    name(who, authentication),
                    role(authentication),
                    Stream.of(Role.OWNER, Role.ADMIN).anyMatch(role -> has(authentication, role))));
  }

  private static Optional<OrganizationId> organization(ClaimAccessor who) {
    try {
      return Optional.ofNullable(who.getClaimAsString("org")).map(OrganizationId::new);
    } catch (IllegalArgumentException notOneOfOurs) {
      return Optional.empty();
    }
  }

  private static String name(ClaimAccessor who, Authentication authentication) {
    String name = who.getClaimAsString("name");
    return name == null || name.isBlank() ? authentication.getName() : name;
  }

  private static String role(Authentication authentication) {
    return Stream.of(Role.values())
        .filter(role -> has(authentication, role))
        .findFirst()
        .map(role -> role.name().charAt(0) + role.name().substring(1).toLowerCase(Locale.ROOT))
        .orElse("");
  }

  private static boolean has(Authentication authentication, Role role) {
    return authentication.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .anyMatch(role.authority()::equals);
  }

  private Visitor() {}
}
