package dev.portalledger.query.audittrail;

import io.swagger.v3.oas.annotations.Parameter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What somebody wants to take out of the trail; everything but the format may be left out.
 *
 * @param to a day is meant as a whole, a moment is not included
 */
record ExportRequest(
    @Parameter(
            required = true,
            description =
                "`csv` for spreadsheets, `jsonl` (an entry a line, as the API has it), or `ocsf`"
                    + " (an OCSF event a line, for a SIEM)")
        @Nullable String format,
    @Parameter(
            description =
                "Go on behind this one: the `index` or the event id of the last entry you have, or"
                    + " the `Ledger-Next` of the export before, if it arrived whole")
        @Nullable String after,
    @Nullable Long portal,
    @Parameter(description = "Subject id of who did it") @Nullable String actor,
    @Parameter(description = "As in `kind` of an entry, e.g. portal-connected")
        @Nullable String kind,
    @Parameter(description = "From this day (2026-11-24, UTC) or moment (2026-11-24T10:00:00Z) on")
        @Nullable String from,
    @Parameter(description = "Up to and including this day (UTC), or before this moment")
        @Nullable String to) {

  private static final Pattern INDEX = Pattern.compile("\\d{1,18}");
  private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /** Where to go on. */
  sealed interface After {

    record Index(long value) implements After {}

    record Event(String id) implements After {}
  }

  ExportFormat wanted() {
    return ExportFormat.of(format == null ? "" : format)
        .orElseThrow(() -> bad("format must be csv, jsonl or ocsf"));
  }

  Search search() {
    return new Search(portal, actor, kind, from, to, null, null);
  }

  After start() {
    if (after == null || after.isBlank()) {
      return new After.Index(-1);
    }
    if (INDEX.matcher(after).matches()) {
      return new After.Index(Long.parseLong(after));
    }
    if (EVENT.matcher(after).matches()) {
      return new After.Event(after);
    }
    throw unknownPlace();
  }

  static ResponseStatusException unknownPlace() {
    return bad("after must be the index or the event id of an entry that you have");
  }

  private static ResponseStatusException bad(String why) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
  }
}
