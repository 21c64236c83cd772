package dev.portalledger.query.audittrail;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An entry a line, as {@code /api/v1/audit-trail} has it, with its place in the ledger. */
final class JsonLinesExport implements ExportFormat.Writer {

  /** Not the one of the web: its settings must not change files. */
  private static final JsonMapper JSON = JsonMapper.shared();

  record Line(
      long index,
      String leafHash,
      long checkpointSize,
      String checkpointRoot,
      @JsonUnwrapped Entry entry,
      Outcome outcome,
      String what,
      String actorName,
      @Nullable String authorizerName) {}

  private final OutputStream out;
  private final Checkpoint checkpoint;

  JsonLinesExport(OutputStream out, Checkpoint checkpoint) {
    this.out = out;
    this.checkpoint = checkpoint;
  }

  @Override
  public void write(Exported exported) throws IOException {
    var line =
        new Line(
            exported.index(),
            exported.leaf(),
            checkpoint.size(),
            checkpoint.root(),
            exported.entry(),
            exported.entry().outcome(),
            exported.sentence(),
            exported.actorName(),
            exported.authorizerName());
    out.write(JSON.writeValueAsBytes(line));
    out.write('\n');
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
