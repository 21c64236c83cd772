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
import java.util.concurrent.TimeUnit;

/** An auditor's machine: bundles of one organization, and the one file that checks them. */
record Bundles(Agency agency, Path machine) {

  private static final Path VERIFIER =
      Path.of("../verifier/src/main/java/LedgerVerify.java").toAbsolutePath().normalize();

  record Said(int exit, String text) {}

  /** Fails as long as the verifier does not say this of what is sealed by now. */
  Path downloadedSaying(String text) {
    var bundle = downloaded();
    assertThat(verify(bundle).text()).contains(text);
    return bundle;
  }

  Said verify(Path bundle) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try {
      var process =
          new ProcessBuilder(
                  java,
                  VERIFIER.toString(),
                  bundle.toString(),
                  "--origin",
                  "localhost/org/" + agency.id,
                  "--vkey",
                  key())
              .redirectErrorStream(true)
              .start();
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

  private String key() {
    var page =
        new People(World.get()).bearer(agency.id, "AUDITOR", "auditor").get("/compliance").body();
    var from = page.indexOf("localhost/org/" + agency.id + "+");
    assertThat(from).as("nothing is sealed yet").isNotNegative();
    return page.substring(from, page.indexOf('<', from)).replace("&#43;", "+");
  }

  private Path downloaded() {
    var token = new People(World.get()).token(agency.id, "AUDITOR", "auditor");
    var request =
        HttpRequest.newBuilder(URI.create(World.get().url() + "/api/v1/evidence"))
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
}
