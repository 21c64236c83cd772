package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The auditor's verifier, which stands in no package: nothing that does can name it. */
record Verifier(int exit, String said) {

  static Verifier of(byte[] bundle, String origin, String key, String... more) {
    try {
      Path file = Files.write(Files.createTempFile("evidence", ".zip"), bundle);
      var args = new ArrayList<>(List.of(file.toString(), "--origin", origin, "--vkey", key));
      args.addAll(List.of(more));
      var verified = run(args.toArray(String[]::new));
      Files.delete(file);
      return verified;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Verifier run(String... args) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, UTF_8);
    try {
      var run =
          Class.forName("LedgerVerify")
              .getMethod("run", String[].class, PrintStream.class, PrintStream.class);
      return new Verifier((int) run.invoke(null, args, print, print), out.toString(UTF_8));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the verifier is another one", e);
    }
  }
}
