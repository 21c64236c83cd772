package dev.portalledger.query.dashboard;

import dev.portalledger.query.dashboard.Routes.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What somebody meets who may not pass: a browser goes to sign in, a machine is told why. What is
 * not in the table does not exist, rather than being forbidden.
 */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  static boolean isPage(HttpServletRequest request) {
    String path = request.getServletPath();
    return !path.startsWith("/api/") && !path.startsWith("/actuator/") && isKnown(request);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    boolean bearer = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    if (isPage(request) && !bearer) {
      signIn(request, response);
    } else if (isKnown(request) || bearer) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      unknown(request, response);
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    if (why instanceof CsrfException && isKnown(request) && isStranger()) {
      commence(request, response, new InsufficientAuthenticationException("not signed in", why));
    } else if (isKnown(request) || request.getServletPath().equals("/logout")) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      unknown(request, response);
    }
  }

  /** Whoever is not signed in has no form of ours either; asked to sign in is the better answer. */
  private static boolean isStranger() {
    var somebody = SecurityContextHolder.getContext().getAuthentication();
    return somebody == null || somebody instanceof AnonymousAuthenticationToken;
  }

  private static void signIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getHeader("HX-Request") == null) {
      response.sendRedirect(SignIn.START);
    } else {
      // A fragment cannot sign in; the page around it can.
      response.setHeader("HX-Refresh", "true");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  private static void unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> methods = methodsFor(request);
    if (methods.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
  }

  private static boolean isKnown(HttpServletRequest request) {
    return methodsFor(request).contains(request.getMethod());
  }

  private static List<String> methodsFor(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getServletPath());
    return Routes.TABLE.stream()
        .filter(route -> PathPatternParser.defaultInstance.parse(route.pattern()).matches(path))
        .map(Route::method)
        .map(HttpMethod::name)
        .distinct()
        .toList();
  }
}
