package dev.portalledger.command.hubspot;

import dev.portalledger.events.authorization.FailureCause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call to HubSpot gave nothing. Holds no token and nothing HubSpot wrote freely, so it may be
 * logged and stored.
 */
public sealed interface HubSpotFailure {

  /**
   * HubSpot knows the code, grant or account no more. Only this one says anything about a customer.
   *
   * @param status HubSpot's word, such as {@code BAD_REFRESH_TOKEN}
   */
  record DeadGrant(String status) implements HubSpotFailure {}

  /**
   * HubSpot refuses this app itself, or something it says we did wrong. To be alerted on; never
   * held against a customer.
   *
   * @param status HubSpot's word, such as {@code BAD_CLIENT_ID}, or the HTTP status
   */
  record OurFault(String status) implements HubSpotFailure {}

  /**
   * Too many requests.
   *
   * @param retryAfter how long HubSpot asks to wait; null if it does not say
   */
  record RateLimited(@Nullable Duration retryAfter) implements HubSpotFailure {}

  /**
   * No answer in time, or one that says to come again later.
   *
   * @param retryAfter how long HubSpot asks to wait, as it does while it moves an account; null if
   *     it does not say
   */
  record Unavailable(@Nullable Duration retryAfter) implements HubSpotFailure {

    public Unavailable() {
      this(null);
    }
  }

  /** Not what HubSpot's API promises: another format, another place, too long, cut off. */
  record Unreadable() implements HubSpotFailure {}

  /** As the ledger records it for an attempt. */
  default FailureCause cause() {
    return switch (this) {
      case DeadGrant _ -> FailureCause.CODE_REJECTED;
      case OurFault _ -> FailureCause.APP_MISCONFIGURED;
      case RateLimited _ -> FailureCause.HUBSPOT_RATE_LIMITED;
      case Unavailable _ -> FailureCause.HUBSPOT_UNAVAILABLE;
      case Unreadable _ -> FailureCause.HUBSPOT_ANSWER_UNREADABLE;
    };
  }
}
