package dev.portalledger.query.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer about a past moment says of itself.
 *
 * @param recordedSince when the first event of the organization that it tells of happened; null if
 *     there is none so far
 * @param note what must be known to read it
 */
public record AsItStood(Instant moment, @Nullable Instant recordedSince, String note) {

  /** With a remark for moments of which something is recorded. */
  public static AsItStood at(AsOf asOf, @Nullable Instant recordedSince, String remark) {
    return new AsItStood(asOf.moment(), recordedSince, note(asOf, recordedSince, remark));
  }

  public boolean isBeforeTheFirstEvent() {
    return recordedSince == null || moment.isBefore(recordedSince);
  }

  private static String note(AsOf asOf, @Nullable Instant recordedSince, String remark) {
    if (recordedSince == null) {
      return "Nothing has been recorded of this organization so far, so there is nothing to show.";
    }
    return asOf.moment().isBefore(recordedSince)
        ? "Nothing was recorded of this organization before %s, so there is nothing to show."
            .formatted(Moments.inFull(recordedSince))
        : remark;
  }
}
