package dev.portalledger.standalone.hubspot;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Stands before every endpoint of HubSpot's: lets a fault happen, and writes the call down before
 * the caller can see the answer, so that a test that has its answer finds the call.
 */
final class CallFilter extends OncePerRequestFilter {

  private final Registry registry;
  private final CallLog calls;
  private final Misbehaviour misbehaviour;

  CallFilter(Registry registry, CallLog calls, Misbehaviour misbehaviour) {
    this.registry = registry;
    this.calls = calls;
    this.misbehaviour = misbehaviour;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var portal = registry.look((state, _) -> CalledPortal.of(request, state)).orElse(null);
    var held = new ContentCachingResponseWrapper(response);
    var fault =
        Endpoint.of(request.getMethod(), request.getRequestURI())
            .flatMap(endpoint -> registry.takeFault(endpoint, portal));
    boolean answered = handle(request, held, chain, fault);
    log(request, answered ? held.getStatus() : 0, portal);
    if (answered) {
      held.copyBodyToResponse();
    } else {
      ConnectionCutter.cut(request);
    }
  }

  /** False when the connection is to be dropped. */
  private boolean handle(
      HttpServletRequest request,
      ContentCachingResponseWrapper held,
      FilterChain chain,
      Optional<Fault> fault)
      throws ServletException, IOException {
    var late = fault.map(Fault::delayMillis).orElse(0);
    misbehaviour.delay(late);
    if (fault.isEmpty() || fault.get().after() || fault.get().kind() == Fault.Kind.DELAY) {
      handleWell(request, held, chain);
    }
    return fault.isEmpty() || misbehaviour.spoil(held, fault.get());
  }

  private void handleWell(
      HttpServletRequest request, ContentCachingResponseWrapper held, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().startsWith("/oauth/v1/")
        && registry.situation().knobs().v1SwitchedOff()) {
      misbehaviour.gone(held);
    } else {
      chain.doFilter(request, held);
    }
  }

  private void log(HttpServletRequest request, int status, @Nullable Long portal) {
    var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    var path = pattern == null ? request.getRequestURI() : pattern.toString();
    calls.add(
        new CallLog.Call(
            registry.situation().now(), request.getMethod() + " " + path, status, portal));
  }
}
