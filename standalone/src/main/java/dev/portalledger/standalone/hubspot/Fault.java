package dev.portalledger.standalone.hubspot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One way an endpoint misbehaves.
 *
 * @param when AFTER: the request takes effect, only its answer is lost or spoilt
 * @param times for so many calls; null is until it is taken away
 * @param portal only for calls about this account; null is for all
 * @param code HubSpot's {@code status} in a 400 or 403; null is HubSpot's generic error body
 */
record Fault(
    Endpoint endpoint,
    Kind kind,
    @Nullable When when,
    @Nullable Integer times,
    @Nullable Long portal,
    @Nullable Integer retryAfterSeconds,
    @Nullable Integer delayMillis,
    @Nullable OAuthRefusal code) {

  private static final int LONGEST_DELAY_MILLIS = 120_000;

  Fault {
    Objects.requireNonNull(endpoint, "a fault needs an endpoint");
    Objects.requireNonNull(kind, "a fault needs a kind");
    when = Objects.requireNonNullElse(when, When.BEFORE);
    delayMillis = Objects.requireNonNullElse(delayMillis, 0);
    if (delayMillis < 0 || delayMillis > LONGEST_DELAY_MILLIS) {
      throw new IllegalArgumentException("delayMillis must be 0 to " + LONGEST_DELAY_MILLIS);
    }
    if (times != null && times < 1) {
      throw new IllegalArgumentException("times must be at least 1, or left out");
    }
  }

  boolean hits(Endpoint called, @Nullable Long calledPortal) {
    return endpoint == called && (portal == null || portal.equals(calledPortal));
  }

  boolean after() {
    return when == When.AFTER;
  }

  boolean last() {
    return times != null && times == 1;
  }

  Fault once() {
    return times == null
        ? this
        : new Fault(endpoint, kind, when, times - 1, portal, retryAfterSeconds, delayMillis, code);
  }

  /** What the caller gets instead of the answer. */
  enum Kind {
    /** The right answer, {@code delayMillis} late. */
    DELAY,
    /** Status 200 and a web page. */
    HTML,
    /** Status 200 and half of a JSON object. */
    TRUNCATED_JSON,
    BAD_REQUEST,
    FORBIDDEN,
    RATE_LIMITED,
    /** Status 477: the account is moving to another data centre. */
    MIGRATING,
    SERVER_ERROR,
    UNAVAILABLE,
    /** No answer at all. */
    DROP_CONNECTION
  }

  /** Whether the request is handled. */
  enum When {
    BEFORE,
    AFTER
  }
}
