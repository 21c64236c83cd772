package dev.portalledger.command.hubspot;

import dev.portalledger.command.hubspot.TokenRefresh.Refreshed;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;

/** Reads what HubSpot answers to a refresh. Without any doubt only: everything else is none. */
final class RefreshAnswers {

  /** HubSpot's live half an hour; a day is beyond belief. */
  private static final long LONGEST_LIFE_SECONDS = 86_400;

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  static Optional<Refreshed> read(ResponseEntity<byte[]> answer, Duration took) {
    byte[] body = answer.getBody();
    return Json.read(answer.getHeaders().getContentType(), body == null ? new byte[0] : body)
        .filter(json -> json.text("token_type").filter("bearer"::equalsIgnoreCase).isPresent())
        .flatMap(json -> granted(json, took));
  }

  private static Optional<Refreshed> granted(Json json, Duration took) {
    var access = json.text("access_token").filter(TOKEN.asMatchPredicate());
    var life = believable(json.number("expires_in"));
    var rotated = json.text("refresh_token").filter(TOKEN.asMatchPredicate());
    var hubId = json.number("hub_id");
    if (access.isEmpty()
        || life.isEmpty()
        || (rotated.isEmpty() && json.has("refresh_token"))
        || (hubId.isEmpty() && json.has("hub_id"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Refreshed.Granted(
            new AccessToken(access.get()),
            Duration.ofSeconds(life.getAsLong()).minus(took),
            rotated.map(RefreshToken::new).orElse(null),
            hubId.isPresent() ? hubId.getAsLong() : null));
  }

  private static OptionalLong believable(OptionalLong seconds) {
    return seconds.isPresent()
            && seconds.getAsLong() >= 1
            && seconds.getAsLong() <= LONGEST_LIFE_SECONDS
        ? seconds
        : OptionalLong.empty();
  }

  private RefreshAnswers() {}
}
