package dev.portalledger.query.disclosure;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What was asked for, as in the address: of the filters, and of whose data it is the subject id;
 * only what no person's name or address can be.
 */
public final class Question {

  private static final List<String> FILTERS =
      List.of(
          "format", "after", "portal", "actor", "kind", "status", "cause", "from", "to", "asOf");
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9:.+_-]{1,64}");

  public static String of(HttpServletRequest request) {
    var filters =
        FILTERS.stream()
            .flatMap(name -> Arrays.stream(values(request, name)).map(value -> name + "=" + value));
    return Stream.concat(subject(request), filters).collect(Collectors.joining("&"));
  }

  private static Stream<String> subject(HttpServletRequest request) {
    var variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return variables instanceof Map<?, ?> map
            && map.get("subjectId") instanceof String id
            && HARMLESS.matcher(id).matches()
        ? Stream.of("subject=" + id)
        : Stream.empty();
  }

  private static String[] values(HttpServletRequest request, String name) {
    var values = request.getParameterValues(name);
    return values == null
        ? new String[0]
        : Arrays.stream(values)
            .limit(1)
            .filter(value -> HARMLESS.matcher(value).matches())
            .toArray(String[]::new);
  }

  private Question() {}
}
