package dev.portalledger.query.audittrail;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a reader of the trail asks for; everything may be left out.
 *
 * @param portal that an entry is about, or that was meant when another one was picked
 * @param to a day is meant as a whole, a moment is not included
 */
record Search(
    @Nullable Long portal,
    @Parameter(description = "Subject id of who did it") @Nullable String actor,
    @Parameter(description = "As in `kind` of an entry, e.g. portal-connected")
        @Nullable String kind,
    @Parameter(description = "From this day (2026-11-24, UTC) or moment (2026-11-24T10:00:00Z) on")
        @Nullable String from,
    @Parameter(description = "Up to and including this day (UTC), or before this moment")
        @Nullable String to,
    @Parameter(description = "`next` of the page before") @Nullable String cursor,
    @Parameter(description = "1 to 200; 50 if left out") @Nullable Integer limit) {

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern YEAR = Pattern.compile("[12]\\d{3}-.{1,30}");

  int size() {
    if (limit == null) {
      return USUAL;
    }
    if (limit < 1 || limit > MOST) {
      throw bad("limit must be 1 to " + MOST);
    }
    return limit;
  }

  @Nullable String byWhom() {
    String asked = given(actor);
    if (asked != null && !ID.matcher(asked).matches()) {
      throw bad("actor must be a subject's id");
    }
    return asked;
  }

  @Nullable Kind ofKind() {
    String asked = given(kind);
    return asked == null
        ? null
        : Kind.of(asked).orElseThrow(() -> bad("kind is none of the kinds of entries"));
  }

  @Nullable Instant since() {
    String asked = given(from);
    return asked == null ? null : moment(asked, "from", 0);
  }

  @Nullable Instant until() {
    String asked = given(to);
    return asked == null ? null : moment(asked, "to", 1);
  }

  @Nullable Cursor after() {
    String asked = given(cursor);
    return asked == null
        ? null
        : Cursor.parse(asked)
            .orElseThrow(() -> bad("cursor is not one that this trail has given out"));
  }

  /** Itself, if everything asked for can be understood: for answers that begin before they look. */
  Search checked() {
    var _ = byWhom();
    var _ = ofKind();
    var _ = since();
    var _ = until();
    return this;
  }

  public boolean isNarrowed() {
    return portal != null
        || byWhom() != null
        || ofKind() != null
        || since() != null
        || until() != null;
  }

  private static Instant moment(String text, String name, int daysAfter) {
    try {
      if (!YEAR.matcher(text).matches()) {
        throw bad(name + " must be a day like 2026-11-24 or a moment like 2026-11-24T10:00:00Z");
      }
      return text.length() == "2026-11-24".length()
          ? LocalDate.parse(text).plusDays(daysAfter).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw bad(name + " must be a day like 2026-11-24 or a moment like 2026-11-24T10:00:00Z");
    }
  }

  /** Forms send fields that nobody filled in. */
  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static ResponseStatusException bad(String why) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
  }
}
