package dev.portalledger.query.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Takes no session of a request that carries a token. Spring Security would add the session's roles
 * to the token's: an owner of one organization would be one in the token's organization too.
 */
final class SessionOrToken implements SecurityContextRepository {

  private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
  private final SecurityContextRepository none = new RequestAttributeSecurityContextRepository();

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return of(request).loadDeferredContext(request);
  }

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return of(holder.getRequest()).loadContext(holder);
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    of(request).saveContext(context, request, response);
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return of(request).containsContext(request);
  }

  private SecurityContextRepository of(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null ? sessions : none;
  }
}
