package dev.portalledger.standalone.hubspot;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Carries out faults. */
@Component
final class Misbehaviour implements DisposableBean {

  private static final String HTML =
      "<!doctype html><title>HubSpot</title><h1>We'll be right back</h1>";
  private static final String HALF_AN_ANSWER = "{\"token_type\":\"bearer\",\"expires_in\":18";

  private final Registry registry;

  // Opens when the sandbox stops, so that a slow answer does not hold it up.
  private final CountDownLatch stopping = new CountDownLatch(1);

  Misbehaviour(Registry registry) {
    this.registry = registry;
  }

  void delay(@Nullable Integer millis) throws IOException {
    try {
      if (stopping.await(Objects.requireNonNullElse(millis, 0), TimeUnit.MILLISECONDS)) {
        throw new IOException("the sandbox stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the sandbox stops", e);
    }
  }

  @Override
  public void destroy() {
    stopping.countDown();
  }

  /** Replaces the answer; false when there is to be none. */
  boolean spoil(ContentCachingResponseWrapper answer, Fault fault) throws IOException {
    switch (fault.kind()) {
      case DELAY -> {}
      case HTML -> replace(answer, 200, "text/html;charset=UTF-8", HTML);
      case TRUNCATED_JSON -> replace(answer, 200, "application/json", half(answer));
      case BAD_REQUEST -> error(answer, 400, refusal(fault));
      case FORBIDDEN -> error(answer, 403, refusal(fault));
      case RATE_LIMITED -> error(answer, 429, rateLimit());
      case MIGRATING ->
          error(
              answer,
              477,
              general("This account is being migrated to another data center.", "MIGRATION"));
      case SERVER_ERROR -> error(answer, 500, general("internal error", "INTERNAL_ERROR"));
      case UNAVAILABLE ->
          error(answer, 503, general("Service temporarily unavailable", "UNAVAILABLE"));
      case DROP_CONNECTION -> {
        return false;
      }
    }
    if (fault.retryAfterSeconds() != null) {
      answer.setHeader("Retry-After", Integer.toString(fault.retryAfterSeconds()));
    }
    return true;
  }

  /** What the v1 endpoints answer once HubSpot has switched them off. */
  void gone(ContentCachingResponseWrapper answer) throws IOException {
    error(answer, 404, general("The v1 OAuth API has been sunset", "NOT_FOUND"));
  }

  private Map<String, Object> refusal(Fault fault) {
    return fault.code() == null
        ? general("Invalid input (details will vary based on the error)", "VALIDATION_ERROR")
        : HubSpotErrors.oauthBody(fault.code(), registry.situation());
  }

  private Map<String, Object> general(String message, String category) {
    return HubSpotErrors.general(message, category, registry.situation().mint());
  }

  private Map<String, Object> rateLimit() {
    var mint = registry.situation().mint();
    var body = new LinkedHashMap<String, Object>();
    body.put("status", "error");
    body.put("message", "You have reached your rate limit.");
    body.put("errorType", "RATE_LIMIT");
    body.put("correlationId", mint.uuid());
    body.put("policyName", "SECONDLY");
    body.put("requestId", mint.uuid());
    return body;
  }

  private static String half(ContentCachingResponseWrapper answer) {
    var whole = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    return whole.isEmpty() ? HALF_AN_ANSWER : whole.substring(0, whole.length() / 2);
  }

  private static void error(
      ContentCachingResponseWrapper answer, int status, Map<String, Object> body)
      throws IOException {
    replace(answer, status, "application/json", SandboxJson.MAPPER.writeValueAsString(body));
  }

  private static void replace(
      ContentCachingResponseWrapper answer, int status, String type, String body)
      throws IOException {
    answer.resetBuffer();
    HttpServletResponse response = answer;
    response.setStatus(status);
    response.setContentType(type);
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }
}
