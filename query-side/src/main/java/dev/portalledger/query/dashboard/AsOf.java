package dev.portalledger.query.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A past moment at which somebody wants to see how things stood. A handler that takes one gets null
 * when the request names none.
 *
 * @param moment to the microsecond, as moments are kept; never after the present
 */
public record AsOf(Instant moment) {

  /** What the API's description says of it. */
  public static final String MEANING =
      "How it stood at a past moment: 2026-03-03T14:00:00Z, or with another offset, whose + is"
          + " written %2B; without one it is meant in UTC. A day (2026-03-03) means its end, today"
          + " means now.";

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern WITHOUT_OFFSET =
      Pattern.compile(DAY + "T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?");
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  static AsOf of(String text, Instant now) {
    Instant moment = moment(text, now);
    if (moment.isAfter(now)) {
      throw bad("asOf is in the future, and nobody has recorded yet what happens there");
    }
    if (moment.isBefore(FIRST)) {
      throw bad("asOf is too far in the past");
    }
    return new AsOf(moment.truncatedTo(ChronoUnit.MICROS));
  }

  private static Instant moment(String text, Instant now) {
    try {
      if (DAY.matcher(text).matches()) {
        return endOf(LocalDate.parse(text), now);
      }
      return WITHOUT_OFFSET.matcher(text).matches()
          ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw bad("asOf must be a day like 2026-03-03 or a moment like 2026-03-03T14:00:00Z");
    }
  }

  /** The day as a whole, as far as it has come. */
  private static Instant endOf(LocalDate day, Instant now) {
    Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1000);
    return day.equals(LocalDate.ofInstant(now, ZoneOffset.UTC)) ? now : end;
  }

  private static ResponseStatusException bad(String why) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
  }
}
