package dev.portalledger.command.lease;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path at HubSpot, taken over character by character. Only what means one thing to every reader
 * is taken: plain segments, with escapes of nothing that could divide, climb or end a path.
 */
record PassThroughPath(String path, @Nullable String query) {

  private static final Pattern SEGMENT =
      Pattern.compile("(?:[A-Za-z0-9_~:@+,=!$&'()*-]|\\.(?!\\.)|%[0-9A-Fa-f]{2})+");

  /** Slash, backslash, dot, percent, semicolon, hash, question mark, and all that is no text. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "%(?:2[fFeE5]|5[cC]|3[bBfF]|23|[01][0-9A-Fa-f]|7[fF]|[cC][01]|[eE]0%[89]|[fF])");

  private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7e&&[^#\"<>\\\\^`{|}]]*");

  /** What is between the ledger and HubSpot: tokens, the app itself, what HubSpot tells the app. */
  private static final Set<String> OURS =
      Set.of("oauth", "appinstalls", "webhooks-journal", "webhooks", "app-installs");

  /** Empty if it could be read in two ways. */
  static Optional<PassThroughPath> of(String rawPath, @Nullable String rawQuery) {
    if (!rawPath.startsWith("/") || (rawQuery != null && !QUERY.matcher(rawQuery).matches())) {
      return Optional.empty();
    }
    var segments = rawPath.substring(1).split("/", -1);
    return Arrays.stream(segments).allMatch(PassThroughPath::isPlain)
        ? Optional.of(new PassThroughPath(rawPath, rawQuery))
        : Optional.empty();
  }

  private static boolean isPlain(String segment) {
    return SEGMENT.matcher(segment).matches()
        && !segment.equals(".")
        && !AMBIGUOUS.matcher(segment).find();
  }

  /** Whether it leads to what is the ledger's own business and nobody's else. */
  boolean isOurs() {
    return OURS.contains(path.substring(1).split("/", 2)[0].toLowerCase(Locale.ROOT));
  }

  /** The first two segments, in letters, digits and hyphens: the kind of thing, never whose. */
  String area() {
    var first = path.split("/", 4);
    return "/" + word(first, 1) + (first.length > 2 ? "/" + word(first, 2) : "");
  }

  URI at(URI host) {
    return URI.create(host + path + (query == null ? "" : "?" + query));
  }

  private static String word(String[] segments, int index) {
    var segment = segments[index];
    return segment.matches("[a-zA-Z0-9-]{1,30}") ? segment : "…";
  }
}
