package dev.portalledger.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An auditor downloads the evidence and checks it with the one file, in a process of its own. */
record Audit(AuditedLedger ledger, Http http, Path bundle) {

  private static final Path VERIFIER =
      Path.of("../verifier/src/main/java/LedgerVerify.java").toAbsolutePath().normalize();
  private static final String ORIGIN = "localhost/org/" + AuditedLedger.ORGANIZATION;

  /** The JVM would take a quarter of the machine before it collected anything. */
  private static final String HEAP = "-Xmx256m";

  private static final double MOST_SECONDS = 20;
  private static final double MOST_VERIFIER_MEGABYTES = 450;
  private static final double MOST_HEAP_MEGABYTES = 64;
  private static final long LOOK_AGAIN_MILLIS = 50;

  private record Verified(double seconds, double megabytes) {}

  List<Row> measure() throws Exception {
    var token = Bearer.of(ledger.ground().options()).person(AuditedLedger.ORGANIZATION, "AUDITOR");
    var about = "%,d events".formatted(ledger.events());
    double heap;
    double seconds;
    try (var watch = HeapWatch.start()) {
      long began = System.nanoTime();
      download(token);
      seconds = (System.nanoTime() - began) / 1e9;
      heap = watch.megabytes();
    }
    double megabytes = Files.size(bundle) / 1e6;
    var verified = verify(key(token));
    return List.of(
        Compliance.once("bundle of " + about + ": streamed", seconds, Unit.SECONDS, null),
        Compliance.once("bundle of " + about + ": size", megabytes, Unit.MEGABYTES, null),
        Compliance.once(
            "bundle of " + about + ": heap beyond what was used before",
            heap,
            Unit.MEGABYTES,
            Target.atMost(MOST_HEAP_MEGABYTES)),
        Compliance.once(
            about + " verified", verified.seconds(), Unit.SECONDS, Target.atMost(MOST_SECONDS)),
        Compliance.once(
            about + " verified: most memory",
            verified.megabytes(),
            Unit.MEGABYTES,
            Target.atMost(MOST_VERIFIER_MEGABYTES)));
  }

  private HttpRequest request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(http.url() + path))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private void download(String token) throws Exception {
    var answer =
        http.client().send(request("/api/v1/evidence", token), BodyHandlers.ofFile(bundle));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("the evidence answered " + answer.statusCode());
    }
  }

  /** As the page for auditors shows it. */
  private String key(String token) throws Exception {
    var page = http.client().send(request("/compliance", token), BodyHandlers.ofString()).body();
    int from = page.indexOf(ORIGIN + "+");
    if (from < 0) {
      throw new IllegalStateException("no key on the page: " + page);
    }
    return page.substring(from, page.indexOf('<', from)).replace("&#43;", "+");
  }

  private Verified verify(String key) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var said = Files.createTempFile(bundle.getParent(), "verified", ".txt");
    long began = System.nanoTime();
    var process =
        new ProcessBuilder(
                java,
                HEAP,
                VERIFIER.toString(),
                bundle.toString(),
                "--origin",
                ORIGIN,
                "--vkey",
                key)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    double megabytes = 0;
    do {
      megabytes = Math.max(megabytes, peak(process.pid()));
    } while (!process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    double seconds = (System.nanoTime() - began) / 1e9;
    var text = Files.readString(said, UTF_8);
    if (process.exitValue() != 0 || !text.contains("people was erased")) {
      throw new IllegalStateException("the verifier said " + text);
    }
    return new Verified(seconds, megabytes);
  }

  /** The most that was resident at a time, as Linux counts it; 0 once the process has ended. */
  private static double peak(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException _) {
      return 0;
    }
  }
}
