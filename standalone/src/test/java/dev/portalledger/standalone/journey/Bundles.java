package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import dev.portalledger.standalone.journey.OfflineVerifier.Said;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** An auditor's machine: bundles of one organization, and the one file that checks them. */
record Bundles(Agency agency, Path machine) {

  /** Fails as long as the verifier does not say this of what is sealed by now. */
  Path downloadedSaying(String text) {
    var bundle = downloaded("");
    assertThat(verify(bundle).text()).contains(text);
    return bundle;
  }

  Said verify(Path bundle, String... more) {
    return new OfflineVerifier(machine).verify(bundle, origin(), key(), more);
  }

  Path flipped(Path bundle) throws IOException {
    return new OfflineVerifier(machine).flipped(bundle);
  }

  String origin() {
    return "localhost/org/" + agency.id;
  }

  String key() {
    var page =
        new People(World.get()).bearer(agency.id, "AUDITOR", "auditor").get("/compliance").body();
    var from = page.indexOf(origin() + "+");
    assertThat(from).as("nothing is sealed yet").isNotNegative();
    return page.substring(from, page.indexOf('<', from)).replace("&#43;", "+");
  }

  Path downloaded(String query) {
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
}
