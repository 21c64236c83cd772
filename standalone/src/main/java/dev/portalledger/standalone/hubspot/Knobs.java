package dev.portalledger.standalone.hubspot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What HubSpot does not document, or what two sources say differently, or what goes wrong: each a
 * choice. The defaults are the likeliest behaviour.
 *
 * @param decline what the Cancel button of the consent page does
 * @param deadRefreshError the {@code error} beside {@code BAD_REFRESH_TOKEN}
 * @param omitGrantedScopes scopes a new grant lacks without a word, even required ones
 */
record Knobs(
    Decline decline,
    DeadRefreshError deadRefreshError,
    boolean rotateRefreshToken,
    Reauthorization reauthorizeSameUser,
    Reauthorization reauthorizeOtherUser,
    AfterUninstall accessTokenAfterUninstall,
    int badHubStatus,
    int codeLifetimeSeconds,
    int uninstallDelaySeconds,
    boolean deactivatedUserKillsGrant,
    boolean v1SwitchedOff,
    int accessTokenLength,
    List<TokenField> omitFromTokenResponse,
    List<String> omitGrantedScopes,
    List<Fault> faults) {

  static final Duration LONGEST_CODE_LIFETIME = Duration.ofHours(1);

  static final Knobs DEFAULTS =
      new Knobs(
          Decline.SILENT,
          DeadRefreshError.INVALID_GRANT,
          false,
          Reauthorization.SAME_TOKEN,
          Reauthorization.NEW_TOKEN_OLD_ALIVE,
          AfterUninstall.VALID_UNTIL_EXPIRY,
          403,
          300,
          0,
          false,
          false,
          256,
          List.of(TokenField.USER_ID),
          List.of(),
          List.of());

  Knobs {
    Stream.of(
            decline,
            deadRefreshError,
            reauthorizeSameUser,
            reauthorizeOtherUser,
            accessTokenAfterUninstall)
        .forEach(choice -> require(choice != null, "a knob must not be null"));
    require(badHubStatus == 400 || badHubStatus == 403, "badHubStatus must be 400 or 403");
    within("codeLifetimeSeconds", codeLifetimeSeconds, 1, (int) LONGEST_CODE_LIFETIME.toSeconds());
    within("uninstallDelaySeconds", uninstallDelaySeconds, 0, 1800);
    within("accessTokenLength", accessTokenLength, 32, 4096);
    omitFromTokenResponse = List.copyOf(omitFromTokenResponse);
    omitGrantedScopes = List.copyOf(omitGrantedScopes);
    faults = List.copyOf(faults);
  }

  Knobs withFaults(List<Fault> next) {
    return new Knobs(
        decline,
        deadRefreshError,
        rotateRefreshToken,
        reauthorizeSameUser,
        reauthorizeOtherUser,
        accessTokenAfterUninstall,
        badHubStatus,
        codeLifetimeSeconds,
        uninstallDelaySeconds,
        deactivatedUserKillsGrant,
        v1SwitchedOff,
        accessTokenLength,
        omitFromTokenResponse,
        omitGrantedScopes,
        next);
  }

  private static void within(String knob, int value, int least, int most) {
    require(value >= least && value <= most, "%s must be %d to %d".formatted(knob, least, most));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** HubSpot's quickstart says nothing is sent, its guide shows a redirect with an error. */
  enum Decline {
    SILENT,
    ACCESS_DENIED
  }

  /** Documented as the first, seen live as the second; the third is the shape before 2026. */
  enum DeadRefreshError {
    INVALID_GRANT,
    INVALID_REQUEST,
    ABSENT
  }

  /** What a second consent in an account does to the refresh token of the first. */
  enum Reauthorization {
    SAME_TOKEN,
    NEW_TOKEN_OLD_ALIVE,
    NEW_TOKEN_OLD_DEAD
  }

  /** Whether access tokens outlive the install. */
  enum AfterUninstall {
    VALID_UNTIL_EXPIRY,
    UNAUTHORIZED
  }

  /** The members some token responses had and others had not. */
  enum TokenField {
    @JsonProperty("user_id")
    USER_ID,
    @JsonProperty("scopes")
    SCOPES,
    @JsonProperty("hub_id")
    HUB_ID
  }
}
