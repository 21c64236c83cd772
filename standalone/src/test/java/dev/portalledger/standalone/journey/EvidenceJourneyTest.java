package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor downloads the evidence and checks it with one file, apart from the product. */
class EvidenceJourneyTest {

  @TempDir private Path machine;

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

    var good = verifier().verify(bundle, "localhost/org/" + agency.id, key);
    var bad = verifier().verify(verifier().flipped(bundle), "localhost/org/" + agency.id, key);

    assertThat(good.exit()).as(good.text()).isZero();
    assertThat(good.text()).contains("portal " + portal + ": CONNECTED");
    assertThat(bad.exit()).as(bad.text()).isEqualTo(1);
    assertThat(bad.text()).contains("TAMPERED", "the first bad index is 0");
    assertThat(verifier().verify(bundle, "localhost/org/acme", key).exit()).isEqualTo(1);
  }

  @Test
  void a_bundle_of_another_period_withholds_what_is_outside_and_is_accepted() {
    var agency = Agency.on("PRO");
    agency.connect(Agency.newPortal());
    var bundle = Eventually.get(() -> downloaded(agency, "?to=2020-01-01"));
    var key = keyOf(agency);

    var all = verifier().verify(bundle, "localhost/org/" + agency.id, key);
    var then =
        verifier()
            .verify(bundle, "localhost/org/" + agency.id, key, "--to", "2020-01-02T00:00:00Z");

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
    assertThat(verifier().verify(file, "localhost/org/" + agency.id, key).text())
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

  private OfflineVerifier verifier() {
    return new OfflineVerifier(machine);
  }
}
