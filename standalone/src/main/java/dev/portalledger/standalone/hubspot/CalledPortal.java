package dev.portalledger.standalone.hubspot;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which account a call is about: by the path, by the parameters, or by the code or token in it. */
final class CalledPortal {

  private static final Pattern HUB_IN_PATH =
      Pattern.compile("/(?:oauth|connected-apps)/([0-9]{1,18})(?:/|$)");

  static Optional<Long> of(HttpServletRequest request, SandboxState state) {
    return inPath(request.getRequestURI())
        .or(() -> number(request.getParameter("sandbox_portal")))
        .or(
            () ->
                Stream.concat(
                        Stream.of("code", "refresh_token", "token", "access_token")
                            .map(request::getParameter),
                        Stream.concat(
                            ApiAccess.bearer(request.getHeader("Authorization")).stream(),
                            Arrays.stream(request.getRequestURI().split("/", -1))))
                    .filter(Objects::nonNull)
                    .flatMap(text -> behind(text, state).stream())
                    .findFirst());
  }

  private static Optional<Long> behind(String secret, SandboxState state) {
    var issued = state.issued();
    return issued
        .code(secret)
        .map(IssuedCode::consent)
        .or(() -> issued.grant(secret).map(Grant::consent))
        .or(() -> issued.accessToken(secret).map(AccessToken::consent))
        .map(Consent::hubId);
  }

  private static Optional<Long> inPath(String path) {
    var found = HUB_IN_PATH.matcher(path);
    return found.lookingAt() ? Optional.of(Long.valueOf(found.group(1))) : Optional.empty();
  }

  private static Optional<Long> number(@Nullable String text) {
    return Optional.ofNullable(text)
        .filter(digits -> digits.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  private CalledPortal() {}
}
