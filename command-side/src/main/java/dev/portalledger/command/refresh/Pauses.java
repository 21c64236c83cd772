package dev.portalledger.command.refresh;

import dev.portalledger.command.hubspot.HubSpotFailure;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long HubSpot is left alone about one connection after it gave nothing. */
final class Pauses {

  /** Long enough for the evidence to be looked into. */
  static final Duration AFTER_A_DEAD_GRANT = Duration.ofSeconds(30);

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 10;

  /** What HubSpot asks for, or ever longer, with full jitter. */
  static Duration after(HubSpotFailure failure, int failuresBefore) {
    var asked = asked(failure);
    return asked == null ? fullJitter(failuresBefore) : asked.plus(jitter(asked.dividedBy(10)));
  }

  private static @Nullable Duration asked(HubSpotFailure failure) {
    return switch (failure) {
      case HubSpotFailure.RateLimited(var retryAfter) -> retryAfter;
      case HubSpotFailure.Unavailable(var retryAfter) -> retryAfter;
      case HubSpotFailure.DeadGrant _, HubSpotFailure.OurFault _, HubSpotFailure.Unreadable _ ->
          null;
    };
  }

  private static Duration fullJitter(int failuresBefore) {
    var longest = FIRST.multipliedBy(1L << Math.min(DOUBLINGS, failuresBefore + 1));
    return jitter(longest.compareTo(LONGEST) < 0 ? longest : LONGEST);
  }

  private static Duration jitter(Duration most) {
    return Duration.ofMillis(1 + ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
  }

  private Pauses() {}
}
