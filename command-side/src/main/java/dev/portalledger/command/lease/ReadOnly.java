package dev.portalledger.command.lease;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What reads and changes nothing at HubSpot. A closed list: what is not known to be a reading is a
 * write.
 */
final class ReadOnly {

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  /** HubSpot's questions that are too long for an address. */
  private static final List<Pattern> QUESTIONS =
      List.of(
          path("/crm/(v3/objects|objects/20\\d\\d-\\d\\d)/[A-Za-z0-9_-]+/(search|batch/read)"),
          path(
              "/crm/(v4/associations|associations/20\\d\\d-\\d\\d)/[A-Za-z0-9_-]+/[A-Za-z0-9_-]+/batch/read"),
          path("/crm/(v3/properties|properties/20\\d\\d-\\d\\d)/[A-Za-z0-9_-]+/batch/read"),
          path("/crm/(v3/lists|lists/20\\d\\d-\\d\\d)/search"));

  static boolean allows(String method, String path) {
    return METHODS.contains(method)
        || (method.equals("POST") && QUESTIONS.stream().anyMatch(q -> q.matcher(path).matches()));
  }

  private static Pattern path(String pattern) {
    return Pattern.compile(pattern);
  }

  private ReadOnly() {}
}
