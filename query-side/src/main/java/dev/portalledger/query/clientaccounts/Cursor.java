package dev.portalledger.query.clientaccounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the list's order, behind which the next page begins. */
record Cursor(int attention, String label, long portalId) {

  // One digit, at most 18 digits, and a name without control characters: nothing else was given
  // out.
  private static final Pattern FORM = Pattern.compile("([012]) (\\d{1,18}) ([^\\p{Cntrl}]{0,300})");

  String text() {
    String plain = attention + " " + portalId + " " + label;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  /** Empty when the text is no cursor of this list. */
  static Optional<Cursor> parse(String text) {
    try {
      Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
      return form.matches()
          ? Optional.of(
              new Cursor(
                  Integer.parseInt(form.group(1)), form.group(3), Long.parseLong(form.group(2))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
