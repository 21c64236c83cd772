package dev.portalledger.command.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The moment somebody asks about.
 *
 * @param moment null for now
 */
record AsOf(@Nullable Instant moment) {

  private static final Pattern YEAR = Pattern.compile("[12]\\d{3}-.{1,30}");

  /**
   * A moment with its offset, or a day: then as it ended in UTC, and today as it is now.
   *
   * @return empty if the text is neither
   */
  static Optional<AsOf> parse(@Nullable String text, Instant now) {
    if (text == null || text.isBlank()) {
      return Optional.of(new AsOf(null));
    }
    try {
      return YEAR.matcher(text).matches() ? Optional.of(of(text, now)) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static AsOf of(String text, Instant now) {
    if (text.length() > "2026-11-24".length()) {
      return new AsOf(OffsetDateTime.parse(text).toInstant());
    }
    var day = LocalDate.parse(text);
    return day.equals(LocalDate.ofInstant(now, ZoneOffset.UTC))
        ? new AsOf(null)
        : new AsOf(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1000));
  }
}
