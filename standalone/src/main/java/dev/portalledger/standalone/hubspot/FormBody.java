package dev.portalledger.standalone.hubspot;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.MediaType;

/**
 * The parameters of a form-encoded body, without those of the query string: secrets in a URL do not
 * count.
 *
 * @param readable false when the body is no form
 */
record FormBody(boolean readable, Map<String, String> values) {

  static FormBody of(HttpServletRequest request) {
    var type = Objects.requireNonNullElse(request.getContentType(), "");
    if (!type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
      return new FormBody(false, Map.of());
    }
    var inQuery = namesIn(Objects.requireNonNullElse(request.getQueryString(), ""));
    var values = new HashMap<String, String>();
    // A container lists the query's values first, then the body's.
    request
        .getParameterMap()
        .forEach(
            (name, all) ->
                Arrays.stream(all)
                    .skip(inQuery.stream().filter(name::equals).count())
                    .findFirst()
                    .ifPresent(value -> values.put(name, value)));
    return new FormBody(true, Map.copyOf(values));
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean has(String name, String value) {
    return value.equals(values.get(name));
  }

  private static List<String> namesIn(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public String toString() {
    return "FormBody" + values.keySet();
  }
}
