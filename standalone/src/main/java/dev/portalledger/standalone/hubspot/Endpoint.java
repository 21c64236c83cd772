package dev.portalledger.standalone.hubspot;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The endpoints that can be made to fail, each in all its versions. */
enum Endpoint {
  TOKEN("POST /oauth/[^/]+/token"),
  INTROSPECT("POST /oauth/[^/]+/token/introspect"),
  REVOKE("POST /oauth/[^/]+/token/revoke|DELETE /oauth/v1/refresh-tokens/.+"),
  UNINSTALL("DELETE /appinstalls/.+"),
  ACCOUNT_INFO("GET /account-info/.+"),
  USERS("GET /settings/.+"),
  JOURNAL("(GET|POST) /webhooks-journal/.+");

  @SuppressWarnings("ImmutableEnumChecker") // a Pattern is immutable
  private final Pattern pattern;

  Endpoint(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  static Optional<Endpoint> of(String method, String path) {
    return Stream.of(values())
        .filter(each -> each.pattern.matcher(method + " " + path).matches())
        .findFirst();
  }
}
