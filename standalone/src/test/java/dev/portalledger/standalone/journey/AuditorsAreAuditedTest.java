package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever reads the ledger is in it. */
class AuditorsAreAuditedTest {

  private final Agency agency = Agency.on("PRO");
  private final long portal = Agency.newPortal();

  @Test
  void what_an_auditor_reads_and_takes_out_is_an_entry_for_the_owner_to_see() {
    agency.connect(portal);
    var auditor = new People(World.get()).bearer(agency.id, "AUDITOR", "auditor");

    auditor.get("/audit-trail?portal=" + portal);
    auditor.get("/audit-trail?portal=" + portal);
    auditor.get("/client-accounts/" + portal);
    var person = authorizer();
    assertThat(auditor.get("/people/" + person).status()).isEqualTo(200);
    Eventually.holds(
        () ->
            assertThat(auditor.get("/api/v1/audit-trail/export?format=csv").body())
                .contains("portal-connected"));
    var evidence = auditor.product.resolve("/api/v1/evidence");
    assertThat(auditor.send("GET", evidence, Map.of("Accept", "*/*"), null).status())
        .isEqualTo(200);

    Eventually.holds(
        () -> {
          assertThat(entries("records-read"))
              .extracting(
                  entry -> entry.get("cause").asString() + " " + entry.get("detail").asString())
              .containsExactlyInAnyOrder(
                  "AUDIT_TRAIL portal=" + portal, "CLIENT_ACCOUNT ", "PERSON subject=" + person);
          assertThat(entries("records-exported"))
              .extracting(entry -> entry.get("cause").asString())
              .contains("AUDIT_TRAIL", "EVIDENCE");
        });
    assertThat(entries("records-read"))
        .allSatisfy(entry -> assertThat(entry.get("actorName").asString()).isNotEqualTo("erased"));
    assertThat(agency.owner.get("/audit-trail?kind=records-exported").body())
        .contains("took out the audit trail", "took out an evidence bundle");
  }

  private String authorizer() {
    return agency
        .owner
        .getJson("/api/v1/client-accounts/" + portal)
        .json()
        .at("/authorizer")
        .asString();
  }

  private List<JsonNode> entries(String kind) {
    var items = agency.owner.getJson("/api/v1/audit-trail?kind=" + kind).json().get("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }
}
