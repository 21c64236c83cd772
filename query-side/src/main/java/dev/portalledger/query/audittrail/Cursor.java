package dev.portalledger.query.audittrail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the trail's order, newest first, behind which the next page begins. */
record Cursor(Instant occurredAt, String eventId) {

  // Microseconds of some three thousand years, and an event's id.
  private static final Pattern FORM = Pattern.compile("(\\d{1,17}) ([A-Za-z0-9-]{1,64})");

  String text() {
    String plain = ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt) + " " + eventId;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  /** Empty when the text is no cursor of this trail. */
  static Optional<Cursor> parse(String text) {
    try {
      Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
      return form.matches()
          ? Optional.of(
              new Cursor(
                  Instant.EPOCH.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS),
                  form.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
