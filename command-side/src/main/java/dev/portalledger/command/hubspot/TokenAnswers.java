package dev.portalledger.command.hubspot;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * Reads HubSpot's token answer: {@code scopes} is an array there, not the standard's {@code scope}.
 * Whose portal it is and what was granted is asked by introspection, so scopes and ids may be
 * missing.
 */
final class TokenAnswers extends AbstractHttpMessageConverter<OAuth2AccessTokenResponse> {

  /** HubSpot's live half an hour; a day is beyond belief. */
  private static final long LONGEST_LIFE_SECONDS = 86_400;

  /** Tokens travel in headers; what cannot would be quoted in the exception. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  TokenAnswers() {
    super(MediaType.ALL);
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == OAuth2AccessTokenResponse.class;
  }

  @Override
  protected OAuth2AccessTokenResponse readInternal(
      Class<? extends OAuth2AccessTokenResponse> type, HttpInputMessage answer) throws IOException {
    return Json.read(answer.getHeaders().getContentType(), answer.getBody().readAllBytes())
        .filter(json -> json.text("token_type").filter("bearer"::equalsIgnoreCase).isPresent())
        .map(TokenAnswers::tokens)
        .orElseThrow(TokenAnswers::unreadable);
  }

  @Override
  protected void writeInternal(OAuth2AccessTokenResponse response, HttpOutputMessage out) {
    throw new HttpMessageNotWritableException("token answers are only read");
  }

  private static OAuth2AccessTokenResponse tokens(Json json) {
    return OAuth2AccessTokenResponse.withToken(token(json, "access_token"))
        .tokenType(TokenType.BEARER)
        .expiresIn(life(json.number("expires_in")))
        .refreshToken(token(json, "refresh_token"))
        .scopes(Set.copyOf(json.texts("scopes").orElse(List.of())))
        .build();
  }

  private static String token(Json json, String field) {
    return json.text(field).filter(TOKEN.asMatchPredicate()).orElseThrow(TokenAnswers::unreadable);
  }

  private static long life(OptionalLong seconds) {
    long life = seconds.orElseThrow(TokenAnswers::unreadable);
    if (life < 1 || life > LONGEST_LIFE_SECONDS) {
      throw unreadable();
    }
    return life;
  }

  private static HubSpotRefused unreadable() {
    return new HubSpotRefused(new HubSpotFailure.Unreadable());
  }
}
