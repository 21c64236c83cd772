package dev.portalledger.standalone.hubspot;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/**
 * The two families of error bodies: of the token endpoints (two shapes at once) and of all other
 * APIs.
 */
final class HubSpotErrors {

  static ResponseEntity<Map<String, Object>> oauth(OAuthRefusal refusal, Situation situation) {
    int status = refusal == OAuthRefusal.BAD_HUB ? situation.knobs().badHubStatus() : 400;
    return ResponseEntity.status(status).body(oauthBody(refusal, situation));
  }

  static Map<String, Object> oauthBody(OAuthRefusal refusal, Situation situation) {
    var body = new LinkedHashMap<String, Object>();
    boolean old =
        refusal == OAuthRefusal.BAD_REFRESH_TOKEN
            && situation.knobs().deadRefreshError() == Knobs.DeadRefreshError.ABSENT;
    if (!old) {
      body.put("error", error(refusal, situation.knobs()));
      body.put("error_description", refusal.message());
    }
    body.put("status", refusal.name());
    body.put("message", refusal.message());
    if (old) {
      body.put("correlationId", situation.mint().uuid());
    }
    return body;
  }

  static ResponseEntity<Map<String, Object>> notFound(String message, Mint mint) {
    return ResponseEntity.status(404).body(general(message, "OBJECT_NOT_FOUND", mint));
  }

  static ResponseEntity<Map<String, Object>> badRequest(String message, Mint mint) {
    return ResponseEntity.status(400).body(general(message, "VALIDATION_ERROR", mint));
  }

  static ResponseEntity<Map<String, Object>> noCredentials(Mint mint) {
    return ResponseEntity.status(401)
        .body(
            general(
                "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find"
                    + " more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
                "INVALID_AUTHENTICATION",
                mint));
  }

  static ResponseEntity<Map<String, Object>> expired(Instant expiredAt, Situation situation) {
    long seconds = situation.now().getEpochSecond() - expiredAt.getEpochSecond();
    var body =
        general(
            "The OAuth token used to make this call expired %d second(s) ago.".formatted(seconds),
            "EXPIRED_AUTHENTICATION",
            situation.mint());
    body.put("context", Map.of("expire time", List.of(expiredAt.toString())));
    return ResponseEntity.status(401).body(body);
  }

  static ResponseEntity<Map<String, Object>> missingScopes(List<String> anyOf, Mint mint) {
    var body =
        general(
            "This app hasn't been granted all required scopes to make this call. Read more about required scopes"
                + " here: https://developers.hubspot.com/scopes.",
            "MISSING_SCOPES",
            mint);
    var which = anyOf.size() == 1 ? "All" : "One or more";
    body.put(
        "errors",
        List.of(
            Map.of(
                "message",
                which + " of the following scopes are required.",
                "context",
                Map.of("requiredGranularScopes", anyOf))));
    body.put("links", Map.of("scopes", "https://developers.hubspot.com/scopes"));
    return ResponseEntity.status(403).body(body);
  }

  static Map<String, Object> general(String message, String category, Mint mint) {
    var body = new LinkedHashMap<String, Object>();
    body.put("status", "error");
    body.put("message", message);
    body.put("correlationId", mint.uuid());
    body.put("category", category);
    return body;
  }

  private static String error(OAuthRefusal refusal, Knobs knobs) {
    return refusal == OAuthRefusal.BAD_REFRESH_TOKEN
            && knobs.deadRefreshError() == Knobs.DeadRefreshError.INVALID_REQUEST
        ? "invalid_request"
        : refusal.error();
  }

  private HubSpotErrors() {}
}
