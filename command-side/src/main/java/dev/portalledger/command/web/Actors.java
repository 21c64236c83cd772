package dev.portalledger.command.web;

import dev.portalledger.command.subject.Subjects;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Finds out who is calling: a person's identity token and a machine's token carry the same claims.
 */
@Component
public class Actors implements HandlerMethodArgumentResolver {

  private final Subjects subjects;

  Actors(Subjects subjects) {
    this.subjects = subjects;
  }

  /** Empty for a stranger, and for somebody who belongs to no organization. */
  public Optional<Actor> current() {
    return claims()
        .flatMap(
            who ->
                organization(who)
                    .map(organization -> new Actor(organization, subject(organization, who))));
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Actor.class
        || parameter.getParameterType() == Operator.class
        || parameter.getParameterType() == Caller.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    if (parameter.getParameterType() == Caller.class) {
      return is(Role.OPERATOR)
          ? new Caller.OfPlatform(currentOperator())
          : new Caller.OfOrganization(currentActor());
    }
    return parameter.getParameterType() == Actor.class ? currentActor() : currentOperator();
  }

  private Actor currentActor() {
    return current().orElseThrow(() -> new AccessDeniedException("belongs to no organization"));
  }

  private Operator currentOperator() {
    return new Operator(
        claims().map(this::operator).orElseThrow(() -> new AccessDeniedException("not signed in")));
  }

  private SubjectId subject(OrganizationId organization, ClaimAccessor who) {
    return is(Role.SERVICE)
        ? subjects.service(issuer(who), sub(who))
        : subjects.member(
            organization,
            issuer(who),
            sub(who),
            who.getClaimAsString("name"),
            who.getClaimAsString("email"));
  }

  private SubjectId operator(ClaimAccessor who) {
    return subjects.operator(
        issuer(who), sub(who), who.getClaimAsString("name"), who.getClaimAsString("email"));
  }

  private static String issuer(ClaimAccessor who) {
    return String.valueOf(who.getClaimAsString("iss"));
  }

  private static String sub(ClaimAccessor who) {
    return String.valueOf(who.getClaimAsString("sub"));
  }

  /** The organization of whoever is calling; empty for a stranger, and for an operator. */
  static Optional<OrganizationId> organization() {
    return claims().flatMap(Actors::organization);
  }

  /** What the sign-in says of whoever is calling; empty for a stranger. */
  static Optional<ClaimAccessor> claims() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof ClaimAccessor who
        ? Optional.of(who)
        : Optional.empty();
  }

  private static boolean is(Role role) {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
        && authentication.getAuthorities().stream()
            .anyMatch(held -> role.authority().equals(held.getAuthority()));
  }

  private static Optional<OrganizationId> organization(ClaimAccessor who) {
    try {
      return Optional.ofNullable(who.getClaimAsString("org")).map(OrganizationId::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
