package dev.portalledger.command.hubspot;

import dev.portalledger.command.hubspot.HubSpotFailure.DeadGrant;
import dev.portalledger.command.hubspot.HubSpotFailure.OurFault;
import dev.portalledger.command.hubspot.HubSpotFailure.RateLimited;
import dev.portalledger.command.hubspot.HubSpotFailure.Unavailable;
import dev.portalledger.command.hubspot.HubSpotFailure.Unreadable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;

/**
 * Classes what HubSpot answers. Its {@code error} is not to be relied on: a dead refresh token was
 * seen with {@code invalid_grant}, with {@code invalid_request} and with none, so its own {@code
 * status} speaks first.
 */
final class Failures {

  private static final int TOO_MANY_REQUESTS = 429;

  /** Timed out, locked, and HubSpot's own: the account is being moved to another data centre. */
  private static final Set<Integer> LATER = Set.of(408, 423, 425, 477);

  private static final Pattern OURS =
      Pattern.compile(
          "BAD_CLIENT_.*|BAD_GRANT_TYPE|BAD_REDIRECT_URI|BAD_SCOPES?|MISMATCH_.*|invalid_client"
              + "|unauthorized_client|unsupported_grant_type|invalid_scope");

  private static final Set<String> DEAD =
      Set.of(
          "BAD_REFRESH_TOKEN",
          "BAD_HUB",
          "BAD_AUTH_CODE",
          "EXPIRED_AUTH_CODE",
          "BAD_CODE_VERIFIER",
          "invalid_grant",
          "access_denied");

  /** What HubSpot's words look like; anything else is not repeated. */
  private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]{2,59}|[a-z][a-z_]{2,59}");

  private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");

  static HubSpotFailure of(ClientHttpResponse answer) throws IOException {
    int http = answer.getStatusCode().value();
    if (http == TOO_MANY_REQUESTS) {
      return new RateLimited(retryAfter(answer.getHeaders()));
    }
    if (http >= 500 || LATER.contains(http)) {
      return new Unavailable(retryAfter(answer.getHeaders()));
    }
    if (http < 400) {
      return new Unreadable();
    }
    return Json.read(answer.getHeaders().getContentType(), answer.getBody().readAllBytes())
        .map(json -> of(http, json))
        .orElseGet(Unreadable::new);
  }

  /** What became of a call that threw. */
  static HubSpotFailure of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof HubSpotRefused refused) {
        return refused.failure();
      }
      if (t instanceof ResourceAccessException) {
        return new Unavailable();
      }
    }
    return new Unreadable();
  }

  private static HubSpotFailure of(int http, Json json) {
    var status = word(json, "status");
    var error = word(json, "error");
    if (status.or(() -> error).filter(OURS.asMatchPredicate()).isPresent()) {
      return new OurFault(status.or(() -> error).orElseThrow());
    }
    if (status.filter(DEAD::contains).isPresent()) {
      return new DeadGrant(status.orElseThrow());
    }
    if (error.filter(DEAD::contains).isPresent()) {
      return new DeadGrant(status.orElse(error.orElseThrow()));
    }
    return new OurFault(status.or(() -> error).orElse(Integer.toString(http)));
  }

  private static Optional<String> word(Json json, String field) {
    return json.text(field)
        .filter(WORD.asMatchPredicate())
        .filter(word -> !word.equals("error")); // resource APIs: "status":"error"
  }

  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    var value = headers.getFirst(HttpHeaders.RETRY_AFTER);
    return value != null && SECONDS.matcher(value).matches()
        ? Duration.ofSeconds(Long.parseLong(value))
        : null;
  }

  private Failures() {}
}
