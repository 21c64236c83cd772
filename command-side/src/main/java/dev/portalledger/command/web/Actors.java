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
                    .map(organization -> new Actor(organization, subject(who, isMachine()))));
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Actor.class
        || parameter.getParameterType() == Operator.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return parameter.getParameterType() == Actor.class
        ? current().orElseThrow(() -> new AccessDeniedException("belongs to no organization"))
        : new Operator(
            claims()
                .map(who -> subject(who, false))
                .orElseThrow(() -> new AccessDeniedException("not signed in")));
  }

  private SubjectId subject(ClaimAccessor who, boolean machine) {
    var issuer = String.valueOf(who.getClaimAsString("iss"));
    var sub = String.valueOf(who.getClaimAsString("sub"));
    return machine
        ? subjects.service(issuer, sub)
        : subjects.member(issuer, sub, who.getClaimAsString("name"), who.getClaimAsString("email"));
  }

  /** What the sign-in says of whoever is calling; empty for a stranger. */
  static Optional<ClaimAccessor> claims() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof ClaimAccessor who
        ? Optional.of(who)
        : Optional.empty();
  }

  private static boolean isMachine() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
        && authentication.getAuthorities().stream()
            .anyMatch(held -> Role.SERVICE.authority().equals(held.getAuthority()));
  }

  private static Optional<OrganizationId> organization(ClaimAccessor who) {
    try {
      return Optional.ofNullable(who.getClaimAsString("org")).map(OrganizationId::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
