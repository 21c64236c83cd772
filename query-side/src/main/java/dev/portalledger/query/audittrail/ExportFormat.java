package dev.portalledger.query.audittrail;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms the trail can be taken out in. */
enum ExportFormat {
  /** For spreadsheets. */
  CSV("text/csv;charset=utf-8", "audit-trail.csv"),
  /** For programs: an entry a line, as the API has it. */
  JSONL("application/jsonl", "audit-trail.jsonl"),
  /** For security monitoring: an OCSF event a line. */
  OCSF("application/jsonl", "audit-trail-ocsf.jsonl");

  /** Writes entries one after the other; knows nothing of how many there are. */
  interface Writer {

    void write(Exported exported) throws IOException;

    void flush() throws IOException;
  }

  private final String mediaType;
  private final String file;

  ExportFormat(String mediaType, String file) {
    this.mediaType = mediaType;
    this.file = file;
  }

  String mediaType() {
    return mediaType;
  }

  String file(String organization) {
    return organization + "-" + file;
  }

  Writer to(OutputStream out, String organization, Checkpoint checkpoint) throws IOException {
    return switch (this) {
      case CSV -> new CsvExport(out);
      case JSONL -> new JsonLinesExport(out, checkpoint);
      case OCSF -> new OcsfExport(out, organization, checkpoint);
    };
  }

  static Optional<ExportFormat> of(String text) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }
}
