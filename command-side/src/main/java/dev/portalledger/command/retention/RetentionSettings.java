package dev.portalledger.command.retention;

import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long bodies of events are kept.
 *
 * @param keep such as {@code 7y}, {@code 18m} or {@code 90d}, 30 days at least; left out: for ever.
 *     All nodes are given the same: the one that starts last sets it
 */
@ConfigurationProperties("ledger.retention")
record RetentionSettings(@Nullable Period keep) {

  private static final int SHORTEST = 30;
  private static final int MONTH = 30; // as the database compares intervals

  RetentionSettings {
    if (keep != null && days(keep) < SHORTEST) {
      throw new IllegalArgumentException(
          "ledger.retention.keep must be at least 30d, such as 7y; it is " + keep);
    }
  }

  @SuppressWarnings("JavaPeriodGetDays") // on top of the months
  private static long days(Period period) {
    return period.toTotalMonths() * MONTH + period.getDays();
  }

  /**
   * @param recordedAt as {@code ledger.event-store} says
   */
  void requirePossible(String recordedAt) {
    if (keep != null && recordedAt.equals("axon-server")) {
      throw new IllegalArgumentException(
          "ledger.retention.keep is not possible with ledger.event-store=axon-server: events there"
              + " are not ours to change. Leave it out.");
    }
  }
}
