package dev.portalledger.query.audittrail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** RFC 4180, with a byte order mark so that spreadsheets take it for the UTF-8 it is. */
final class CsvExport implements ExportFormat.Writer {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String[] HEADER = {
    "index",
    "event_id",
    "occurred_at",
    "kind",
    "outcome",
    "what",
    "actor",
    "actor_name",
    "portal_id",
    "hub_domain",
    "expected_portal",
    "generation",
    "authorizer",
    "authorizer_name",
    "scopes",
    "missing_scopes",
    "cause",
    "detail",
    "attempt_id",
    "plan",
    "features",
    "residual_access_until",
    "leaf_hash",
    "subject",
    "confirmed_by"
  };

  private final CSVPrinter csv;

  CsvExport(OutputStream out) throws IOException {
    var text = new OutputStreamWriter(out, UTF_8).append(BYTE_ORDER_MARK);
    csv = CSVFormat.RFC4180.builder().setHeader(HEADER).get().print(text);
  }

  @Override
  public void write(Exported exported) throws IOException {
    Entry entry = exported.entry();
    csv.printRecord(
        exported.index(),
        safe(entry.eventId()),
        entry.occurredAt(),
        entry.kind().text(),
        entry.outcome(),
        safe(exported.sentence()),
        safe(entry.actor()),
        safe(exported.actorName()),
        entry.portalId(),
        safe(entry.hubDomain()),
        entry.expectedPortal(),
        entry.generation(),
        safe(entry.authorizer()),
        safe(exported.authorizerName()),
        joined(entry.scopes()),
        joined(entry.missingScopes()),
        safe(entry.cause()),
        safe(entry.detail()),
        safe(entry.attemptId()),
        entry.plan(),
        joined(entry.features()),
        entry.residualAccessUntil(),
        exported.leaf(),
        safe(entry.subject()),
        safe(entry.confirmedBy()));
  }

  private static @Nullable String joined(Collection<?> values) {
    return safe(values.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  private static @Nullable String safe(@Nullable String text) {
    return text == null ? null : SpreadsheetText.of(text);
  }

  @Override
  public void flush() throws IOException {
    csv.flush();
  }

  static List<String> columns() {
    return List.of(HEADER);
  }
}
