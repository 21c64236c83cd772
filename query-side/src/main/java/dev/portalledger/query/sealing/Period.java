package dev.portalledger.query.sealing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The period whose bodies a bundle holds.
 *
 * @param from included
 * @param to not included
 */
record Period(Instant from, Instant to) {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Of days (as a whole, UTC) or moments; left out means without an end.
   *
   * @throws ResponseStatusException saying what is wrong with which of them
   */
  static Period of(@Nullable String from, @Nullable String to) {
    var period = new Period(moment(from, "from", 0, FIRST), moment(to, "to", 1, LAST));
    if (!period.from.isBefore(period.to)) {
      throw bad("from must be before to");
    }
    return period;
  }

  boolean includes(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  boolean isEverything() {
    return from.equals(FIRST) && to.equals(LAST);
  }

  /** What the verifier has to be told of it. */
  String options() {
    return (from.equals(FIRST) ? "" : " --from " + from) + (to.equals(LAST) ? "" : " --to " + to);
  }

  private static Instant moment(
      @Nullable String text, String name, int daysAfter, Instant otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      var moment =
          text.length() == "2026-11-24".length()
              ? LocalDate.parse(text).plusDays(daysAfter).atStartOfDay().toInstant(ZoneOffset.UTC)
              : Instant.parse(text);
      if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
        throw bad(name + " is too far away");
      }
      return moment;
    } catch (DateTimeException e) {
      throw bad(name + " must be a day like 2026-11-24 or a moment like 2026-11-24T10:00:00Z");
    }
  }

  private static ResponseStatusException bad(String why) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
  }
}
