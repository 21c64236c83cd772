package dev.portalledger.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor downloads the evidence and checks it with one file, apart from the product. */
class EvidenceJourneyTest {

  private static final Path VERIFIER =
      Path.of("../verifier/src/main/java/LedgerVerify.java").toAbsolutePath().normalize();

  @TempDir private Path machine;

  record Said(int exit, String text) {}

  @Test
  @DisplayName(
      "T29: what a life of a portal leaves behind is verified, and one flipped bit is named")
  void one_flipped_bit_of_a_downloaded_bundle_is_named() throws IOException {
    var agency = Agency.on("PRO");
    long portal = Agency.newPortal();
    agency.connect(portal);
    agency.reconnect(portal, portal);
    agency.remove(portal);
    agency.connect(portal);
    var key = Eventually.get(() -> keyOf(agency));
    var bundle = Eventually.get(() -> downloadedWithGrant(3, agency, key));

    var good = verify(bundle, "localhost/org/" + agency.id, key);
    var bad = verify(flipped(bundle), "localhost/org/" + agency.id, key);

    assertThat(good.exit()).as(good.text()).isZero();
    assertThat(good.text()).contains("portal " + portal + ": CONNECTED");
    assertThat(bad.exit()).as(bad.text()).isEqualTo(1);
    assertThat(bad.text()).contains("TAMPERED", "the first bad index is 0");
    assertThat(verify(bundle, "localhost/org/acme", key).exit()).isEqualTo(1);
  }

  @Test
  void a_bundle_of_another_period_withholds_what_is_outside_and_is_accepted() {
    var agency = Agency.on("PRO");
    agency.connect(Agency.newPortal());
    var bundle = Eventually.get(() -> downloaded(agency, "?to=2020-01-01"));
    var key = keyOf(agency);

    var all = verify(bundle, "localhost/org/" + agency.id, key);
    var then = verify(bundle, "localhost/org/" + agency.id, key, "--to", "2020-01-02T00:00:00Z");

    assertThat(all.exit()).as("bodies are asked for that are not there").isEqualTo(2);
    assertThat(then.exit()).as(then.text()).isZero();
    assertThat(then.text()).contains(" 0 given");
  }

  @Test
  void a_period_that_is_none_is_told() {
    for (String bad :
        List.of("from=yesterday", "from=2026-02-30", "from=2026-01-02&to=2026-01-01")) {
      var auditor = auditor(Agency.demo("acme"));
      var target = auditor.product.resolve("/api/v1/evidence?" + bad);
      Answer.assertProblem(auditor.send("GET", target, Map.of("Accept", "*/*"), null), 400);
    }
  }

  private static Visitor auditor(Agency agency) {
    return new People(World.get()).bearer(agency.id, "AUDITOR", "auditor");
  }

  private static String keyOf(Agency agency) {
    var page = auditor(agency).get("/compliance").body();
    var from = page.indexOf("localhost/org/" + agency.id + "+");
    assertThat(from).as("nothing is sealed yet").isNotNegative();
    return page.substring(from, page.indexOf('<', from)).replace("&#43;", "+");
  }

  /** As soon as everything is sealed that led to it. */
  private Path downloadedWithGrant(int generation, Agency agency, String key) {
    var file = downloaded(agency, "");
    assertThat(verify(file, "localhost/org/" + agency.id, key).text())
        .contains("grant " + generation + " of");
    return file;
  }

  private Path downloaded(Agency agency, String query) {
    var token = new People(World.get()).token(agency.id, "AUDITOR", "auditor");
    var request =
        HttpRequest.newBuilder(URI.create(World.get().url() + "/api/v1/evidence" + query))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      var file = Files.createTempFile(machine, "bundle", ".zip");
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofFile(file));
      assertThat(answer.statusCode()).isEqualTo(200);
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** One bit of the first event. */
  private Path flipped(Path bundle) throws IOException {
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

  /** As on a machine that has a JDK and this one file. */
  private Said verify(Path bundle, String origin, String key, String... more) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var line = new ArrayList<>(List.of(java, alone().toString(), bundle.toString()));
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

  private Path alone() {
    try {
      var folder = Files.createDirectories(machine.resolve("alone"));
      var program = folder.resolve("LedgerVerify.java");
      return Files.exists(program) ? program : Files.copy(VERIFIER, program);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
