package dev.portalledger.query.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Says when something was; pages call it by its bean name. */
@Component("queryMoments")
class Moments {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration RECENT = Duration.ofDays(14);

  private final InstantSource clock;

  @Autowired
  Moments() {
    this(InstantSource.system());
  }

  Moments(InstantSource clock) {
    this.clock = clock;
  }

  /** In full, in UTC: the same for every reader. */
  public String exact(Instant moment) {
    return inFull(moment);
  }

  /** The day, in UTC. */
  public String day(Instant moment) {
    return exact(moment).substring(0, exact(moment).indexOf(','));
  }

  static String inFull(Instant moment) {
    return EXACT.format(moment);
  }

  /** As a field for a moment takes it. */
  public String field(Instant moment) {
    return FIELD.format(moment);
  }

  /** The latest past moment that such a field may name. */
  public String fieldOfNow() {
    return field(clock.instant());
  }

  /** As people say it, as long as that is shorter than the date. */
  public String ago(Instant moment) {
    Duration passed = Duration.between(moment, clock.instant());
    if (passed.compareTo(RECENT) > 0) {
      return day(moment);
    }
    if (passed.toMinutes() < 1) {
      return "just now";
    }
    if (passed.toHours() < 1) {
      return counted(passed.toMinutes(), "minute");
    }
    return passed.toDays() < 1
        ? counted(passed.toHours(), "hour")
        : counted(passed.toDays(), "day");
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s") + " ago";
  }
}
