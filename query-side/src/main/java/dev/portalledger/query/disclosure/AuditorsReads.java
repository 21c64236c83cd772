package dev.portalledger.query.disclosure;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.organization.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes what auditors ask to read, before they are answered. Members see their own organization's
 * everyday; an auditor is somebody from outside.
 */
final class AuditorsReads implements HandlerInterceptor {

  private static final String AUDITOR = "ROLE_AUDITOR";
  private static final String PORTAL = "portalId";

  private static final Map<String, Disclosed> READS =
      Map.of(
          "/audit-trail", Disclosed.AUDIT_TRAIL,
          "/audit-trail/rows", Disclosed.AUDIT_TRAIL,
          "/api/v1/audit-trail", Disclosed.AUDIT_TRAIL,
          "/client-accounts/{portalId}", Disclosed.CLIENT_ACCOUNT,
          "/api/v1/client-accounts/{portalId}", Disclosed.CLIENT_ACCOUNT,
          "/people/{subjectId}", Disclosed.PERSON,
          "/api/v1/subjects/{subjectId}", Disclosed.PERSON);

  private final Disclosures disclosures;
  private final RecentReads recent;

  AuditorsReads(Disclosures disclosures, RecentReads recent) {
    this.disclosures = disclosures;
    this.recent = recent;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var what =
        READS.get(
            String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
    if (what != null) {
      auditorOf().ifPresent(organization -> note(organization, what, request));
    }
    return true;
  }

  private void note(OrganizationId organization, Disclosed what, HttpServletRequest request) {
    var question = Question.of(request);
    var portal = portal(request);
    var read = new RecentReads.Read(Readers.account(), organization, what, portal, question);
    if (recent.isNew(read)) {
      disclosures.reading(organization, what, portal, question);
      recent.add(read);
    }
  }

  /** Null for none, and for one that is no portal's id: nothing will be answered of it. */
  private static @Nullable PortalId portal(HttpServletRequest request) {
    var variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    try {
      return variables instanceof Map<?, ?> map && map.get(PORTAL) instanceof String id
          ? new PortalId(Long.parseLong(id))
          : null;
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }

  private static Optional<OrganizationId> auditorOf() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null
        || !(authentication.getPrincipal() instanceof ClaimAccessor who)
        || authentication.getAuthorities().stream()
            .noneMatch(held -> AUDITOR.equals(held.getAuthority()))) {
      return Optional.empty();
    }
    return Optional.ofNullable(who.getClaimAsString("org")).map(OrganizationId::new);
  }
}
