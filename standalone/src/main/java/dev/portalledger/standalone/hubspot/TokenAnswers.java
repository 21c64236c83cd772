package dev.portalledger.standalone.hubspot;

import dev.portalledger.standalone.hubspot.Knobs.TokenField;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bodies of the token endpoints, as HubSpot's samples show them. */
final class TokenAnswers {

  static Map<String, Object> issued(TokenOutcome.TokensIssued tokens, Situation situation) {
    var consent = tokens.access().consent();
    var body = new LinkedHashMap<String, Object>();
    body.put("token_type", "bearer");
    body.put("refresh_token", tokens.grant().refreshToken().value());
    body.put("access_token", tokens.access().token().value());
    putUnlessOmitted(body, TokenField.HUB_ID, "hub_id", consent.hubId(), situation);
    putUnlessOmitted(body, TokenField.SCOPES, "scopes", consent.scopes(), situation);
    putUnlessOmitted(body, TokenField.USER_ID, "user_id", consent.userId(), situation);
    body.put("expires_in", TokenRules.ACCESS_TOKEN_LIFE.toSeconds());
    body.put("token_use", "access_token");
    return body;
  }

  static Map<String, Object> issued(AppToken token) {
    var body = new LinkedHashMap<String, Object>();
    body.put("access_token", token.token().value());
    body.put("expires_in", TokenRules.ACCESS_TOKEN_LIFE.toSeconds());
    body.put("token_type", "bearer");
    body.put("token_use", "client_credentials");
    return body;
  }

  static Map<String, Object> inactive() {
    return Map.of("active", false);
  }

  static Map<String, Object> introspected(Grant grant, Account account, AppRegistration app) {
    var body = active(grant.refreshToken(), grant.consent(), account, app);
    body.put("token_use", "refresh_token");
    body.put("token_type", "Bearer");
    return body;
  }

  static Map<String, Object> introspected(AccessToken token, Account account, Situation situation) {
    var body = active(token.token(), token.consent(), account, situation.app());
    body.put("signed_access_token", signed(token, account, situation.mint()));
    body.put("expires_in", Duration.between(situation.now(), token.expiresAt()).toSeconds());
    body.put("is_private_distribution", true);
    body.put("token_use", "access_token");
    body.put("token_type", "Bearer");
    return body;
  }

  /** The v1 metadata: the same facts without what v1 did not know. */
  static Map<String, Object> metadata(
      Map<String, Object> introspected, String tokenType, List<String> without) {
    var body = new LinkedHashMap<>(introspected);
    without.forEach(body::remove);
    body.put("token_type", tokenType);
    return body;
  }

  private static Map<String, Object> active(
      Token token, Consent consent, Account account, AppRegistration app) {
    var body = new LinkedHashMap<String, Object>();
    body.put("active", true);
    body.put("token", token.value());
    body.put("hub_id", consent.hubId());
    body.put("user_id", consent.userId());
    body.put("client_id", app.clientId());
    body.put("app_id", AppRegistration.APP_ID);
    body.put("user", consent.email());
    body.put("hub_domain", account.domain());
    body.put("scopes", consent.scopes());
    return body;
  }

  private static Map<String, Object> signed(AccessToken token, Account account, Mint mint) {
    var body = new LinkedHashMap<String, Object>();
    body.put("expiresAt", token.expiresAt().toEpochMilli());
    body.put("scopes", "AAEAAQ==");
    body.put("hubId", token.consent().hubId());
    body.put("userId", token.consent().userId());
    body.put("appId", AppRegistration.APP_ID);
    body.put("signature", mint.uuid());
    body.put("scopeToScopeGroupPks", "AAAAAQ==");
    body.put("newSignature", mint.uuid());
    body.put("hublet", account.hublet());
    body.put("trialScopes", "");
    body.put("trialScopeToScopeGroupPks", "");
    body.put("isUserLevel", false);
    body.put("isPrivateDistribution", true);
    return body;
  }

  private static void putUnlessOmitted(
      Map<String, Object> body, TokenField field, String name, Object value, Situation situation) {
    if (!situation.knobs().omitFromTokenResponse().contains(field)) {
      body.put(name, value);
    }
  }

  private TokenAnswers() {}
}
