package dev.portalledger.query.dashboard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that is too old, however busy it is. */
final class SessionLifetime extends OncePerRequestFilter {

  private final Duration longest;

  SessionLifetime(Duration longest) {
    this.longest = longest;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null
        && System.currentTimeMillis() - session.getCreationTime() > longest.toMillis()) {
      session.invalidate();
    }
    chain.doFilter(request, response);
  }
}
