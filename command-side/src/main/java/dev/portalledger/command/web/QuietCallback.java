package dev.portalledger.command.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hides the query of HubSpot's answer from whatever logs requests: it holds code and state. They
 * can still be read as parameters.
 */
final class QuietCallback extends OncePerRequestFilter {

  static final String[] PATHS = {"/oauth/hubspot/callback", "/oauth/hubspot/marketplace/callback"};

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public @Nullable String getQueryString() {
            return null;
          }
        },
        response);
  }
}
