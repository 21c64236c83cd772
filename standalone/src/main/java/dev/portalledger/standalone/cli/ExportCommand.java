package dev.portalledger.standalone.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be taken out as a file. For owners', admins' and auditors' clients. */
@Command(
    name = "export",
    description = "Takes the audit trail or an evidence bundle out as a file (auditors).",
    subcommands = {ExportCommand.AuditTrail.class, ExportCommand.Evidence.class})
public final class ExportCommand {

  private static final int OK = 200;

  enum Format {
    csv,
    jsonl,
    ocsf
  }

  /** Streams into a file beside the one asked for, which then is there whole or not at all. */
  abstract static class ToFile extends RemoteCommand {

    @Option(names = "--out", required = true, description = "The file to write.")
    private Path out = Path.of("");

    Path file() {
      return out;
    }

    Path beside(String ending) {
      return out.resolveSibling(out.getFileName() + ending);
    }

    /** The answer's body, in {@code .part}. */
    HttpResponse<InputStream> streamed(Api api, String path) {
      var answer = api.download(path, BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        if (answer.statusCode() != OK) {
          throw Api.refusal(
              answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
        Files.copy(body, beside(".part"), StandardCopyOption.REPLACE_EXISTING);
        return answer;
      } catch (IOException e) {
        throw Trouble.cannotTell(
            "The download broke off (%s); %s is as it was. Run it again."
                .formatted(e.getClass().getSimpleName(), out));
      }
    }
  }

  @Command(
      name = "audit-trail",
      description = {
        "The audit trail. Run it again with the same file, and what came since is added:",
        "where it ended stands beside it, in FILE.next."
      })
  static final class AuditTrail extends ToFile {

    private static final String NEXT = "Ledger-Next";

    @Option(
        names = "--format",
        defaultValue = "jsonl",
        description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Format format = Format.jsonl;

    @Override
    int run(Api api) {
      var next = beside(".next");
      boolean goesOn = Files.exists(next) && Files.exists(file());
      try {
        var after = goesOn ? "&after=" + Files.readString(next).strip() : "";
        var answer = streamed(api, "/api/v1/audit-trail/export?format=" + format + after);
        add(goesOn);
        var reached = answer.headers().firstValue(NEXT);
        if (reached.isPresent()) {
          Files.writeString(next, reached.get());
        }
        say("%s: %,d bytes".formatted(file(), Files.size(file())));
        return 0;
      } catch (IOException e) {
        throw Trouble.cannotTell(
            "%s cannot be written (%s).".formatted(file(), e.getClass().getSimpleName()));
      }
    }

    /** Behind what is there already, without the line of names that a CSV begins with. */
    private void add(boolean goesOn) throws IOException {
      var part = beside(".part");
      if (!goesOn) {
        Files.move(part, file(), StandardCopyOption.REPLACE_EXISTING);
        return;
      }
      try (var in = new BufferedInputStream(Files.newInputStream(part));
          var out = Files.newOutputStream(file(), StandardOpenOption.APPEND)) {
        if (format == Format.csv) {
          skipLine(in);
        }
        in.transferTo(out);
      }
      Files.delete(part);
    }

    private static void skipLine(InputStream in) throws IOException {
      for (int next = in.read(); next != '\n' && next != -1; ) {
        next = in.read();
      }
    }
  }

  @Command(name = "evidence", description = "The evidence bundle: check it with ledger verify.")
  static final class Evidence extends ToFile {

    @Option(names = "--from", description = "First day of the bodies. Default: the first there is")
    private @Nullable String from;

    @Option(names = "--to", description = "Last day of the bodies. Default: today")
    private @Nullable String to;

    @Override
    int run(Api api) {
      var query = (from == null ? "?" : "?from=" + from + "&") + (to == null ? "" : "to=" + to);
      var _ = streamed(api, "/api/v1/evidence" + query);
      try {
        Files.move(beside(".part"), file(), StandardCopyOption.REPLACE_EXISTING);
        say("%s: %,d bytes".formatted(file(), Files.size(file())));
        return 0;
      } catch (IOException e) {
        throw Trouble.cannotTell(
            "%s cannot be written (%s).".formatted(file(), e.getClass().getSimpleName()));
      }
    }
  }
}
