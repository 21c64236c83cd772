package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ConnectionStatus;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a reader of the list asks for; everything may be left out.
 *
 * @param q the beginning of a portal id, or any part of a domain
 * @param cursor where the page before ended
 * @param minVersion the answer waits, at most five seconds, until {@code portal} has this version
 */
record Search(
    @Nullable ConnectionStatus status,
    @Nullable Cause cause,
    @Parameter(
            description =
                "true: only connections lacking scopes that the features need and that were"
                    + " not asked for when it was granted")
        @Nullable Boolean drift,
    @Parameter(description = "The beginning of a portal id, or any part of its domain")
        @Nullable String q,
    @Parameter(description = "`next` of the page before") @Nullable String cursor,
    @Parameter(description = "1 to 200; 50 if left out") @Nullable Integer limit,
    @Parameter(description = "Only this portal") @Nullable Long portal,
    @Parameter(
            description =
                "Wait, at most five seconds, until `portal` has this version. Compare `version`"
                    + " of the answer.")
        @Nullable Long minVersion) {

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{0,100}");

  int size() {
    if (limit == null) {
      return USUAL;
    }
    if (limit < 1 || limit > MOST) {
      throw bad("limit must be 1 to " + MOST);
    }
    return limit;
  }

  /** What to look for, in lower case; null when nothing was asked. */
  @Nullable String text() {
    if (q == null || q.isBlank()) {
      return null;
    }
    if (!TEXT.matcher(q).matches()) {
      throw bad("q must be at most 100 characters of text");
    }
    return q.strip().toLowerCase(Locale.ROOT);
  }

  @Nullable Cursor after() {
    return cursor == null || cursor.isEmpty()
        ? null
        : Cursor.parse(cursor)
            .orElseThrow(() -> bad("cursor is not one that this list has given out"));
  }

  /** The same question without a portal: on the page, a portal is pointed at, not filtered by. */
  Search withoutPortal() {
    return new Search(status, cause, drift, q, cursor, limit, null, null);
  }

  public boolean isForDrift() {
    return Boolean.TRUE.equals(drift);
  }

  boolean isNarrowed() {
    return status != null || cause != null || isForDrift() || text() != null;
  }

  private static ResponseStatusException bad(String why) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
  }
}
