package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.io.IOException;
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
    var bundles = new Bundles(agency, machine);
    // As soon as everything is sealed that led to it.
    var bundle = Eventually.get(() -> bundles.downloadedSaying("grant 3 of"));

    var good = bundles.verify(bundle);
    var bad = bundles.verify(bundles.flipped(bundle));

    assertThat(good.exit()).as(good.text()).isZero();
    assertThat(good.text()).contains("portal " + portal + ": CONNECTED");
    assertThat(bad.exit()).as(bad.text()).isEqualTo(1);
    assertThat(bad.text()).contains("TAMPERED", "the first bad index is 0");
    var foreign = new OfflineVerifier(machine).verify(bundle, "localhost/org/acme", bundles.key());
    assertThat(foreign.exit()).isEqualTo(1);
  }

  @Test
  void a_bundle_of_another_period_withholds_what_is_outside_and_is_accepted() {
    var agency = Agency.on("PRO");
    agency.connect(Agency.newPortal());
    var bundles = new Bundles(agency, machine);
    var bundle = Eventually.get(() -> bundles.downloaded("?to=2020-01-01"));

    var all = bundles.verify(bundle);
    var then = bundles.verify(bundle, "--to", "2020-01-02T00:00:00Z");

    assertThat(all.exit()).as("bodies are asked for that are not there").isEqualTo(2);
    assertThat(then.exit()).as(then.text()).isZero();
    assertThat(then.text()).contains(" 0 given");
  }

  @Test
  void a_period_that_is_none_is_told() {
    var auditor = new People(World.get()).bearer("acme", "AUDITOR", "auditor");
    for (String bad :
        List.of("from=yesterday", "from=2026-02-30", "from=2026-01-02&to=2026-01-01")) {
      var target = auditor.product.resolve("/api/v1/evidence?" + bad);
      Answer.assertProblem(auditor.send("GET", target, Map.of("Accept", "*/*"), null), 400);
    }
  }
}
