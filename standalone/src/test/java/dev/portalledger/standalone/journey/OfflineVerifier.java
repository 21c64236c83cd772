package dev.portalledger.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A machine apart from the product: it has a JDK, one source file, and what was downloaded. */
record OfflineVerifier(Path machine) {

  private static final Path PROGRAM =
      Path.of("../verifier/src/main/java/LedgerVerify.java").toAbsolutePath().normalize();

  record Said(int exit, String text) {}

  Said verify(Path bundle, String origin, String key, String... more) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var line = new ArrayList<>(List.of(java, program().toString(), bundle.toString()));
    line.addAll(List.of("--origin", origin, "--vkey", key));
    line.addAll(List.of(more));
    try {
      var process = new ProcessBuilder(line).redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Said(process.exitValue(), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The same bundle but for one bit of the first event. */
  Path flipped(Path bundle) throws IOException {
    var file = machine.resolve("flipped.zip");
    try (var from = new ZipFile(bundle.toFile());
        var to = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : from.stream().toList()) {
        var bytes = from.getInputStream(entry).readAllBytes();
        if (entry.getName().startsWith("bodies/")) {
          bytes[4] ^= 1;
        }
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(bytes);
      }
    }
    return file;
  }

  private Path program() {
    try {
      var folder = Files.createDirectories(machine.resolve("alone"));
      var program = folder.resolve("LedgerVerify.java");
      return Files.exists(program) ? program : Files.copy(PROGRAM, program);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
