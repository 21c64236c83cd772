package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.util.List;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;

/** The views are nothing but readings of the events. */
class RebuildTest {

  @Test
  void projections_rebuilt_from_the_events_equal_the_live_ones() {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    agency.connect(portal);
    agency.remove(portal);
    agency.reconnect(portal, portal);
    Eventually.holds(
        () ->
            assertThat(agency.account(portal, 2).get("status").asString()).isEqualTo("CONNECTED"));
    // HubSpot's confirmation of the removal comes by itself; nothing may change while we compare.
    Eventually.holds(() -> assertThat(Ledger.pendingRevocations()).isZero());
    for (long events = -1; events != Ledger.events(); ) {
      events = Ledger.events();
      awaitCaughtUp();
      var before = views();
      processors().forEach(RebuildTest::rebuild);
      awaitCaughtUp();
      if (events == Ledger.events()) {
        assertThat(views()).isEqualTo(before);
        assertThat(before.get("client_accounts")).isNotEmpty();
      }
    }
  }

  private static void rebuild(StreamingEventProcessor processor) {
    processor.shutDown();
    processor.resetTokens();
    processor.start();
  }

  private static void awaitCaughtUp() {
    Eventually.holds(
        () ->
            assertThat(processors())
                .allSatisfy(
                    processor ->
                        assertThat(processor.processingStatus().values())
                            .hasSameSizeAs(segmentsOf(processor))
                            .allMatch(
                                status ->
                                    status.getCurrentPosition().orElse(-1) >= Ledger.head())));
  }

  /** Right after a start, some of them are not worked on yet. */
  private static int[] segmentsOf(StreamingEventProcessor processor) {
    return processing().tokenStore(processor.getName()).fetchSegments(processor.getName());
  }

  private static EventProcessingConfiguration processing() {
    return World.get().product().getBean(EventProcessingConfiguration.class);
  }

  private static List<StreamingEventProcessor> processors() {
    return processing().eventProcessors().values().stream()
        .map(StreamingEventProcessor.class::cast)
        .toList();
  }

  private static Map<String, List<Map<String, Object>>> views() {
    return Map.of(
        "client_accounts", rows("query.client_accounts", "organization_id, portal_id"),
        "client_account_plans", rows("query.client_account_plans", "organization_id"),
        "client_account_history",
            rows("query.client_account_history", "organization_id, portal_id, version"),
        "client_account_days", rows("query.client_account_days", "organization_id, day, stripe"),
        "client_account_plan_history",
            rows("query.client_account_plan_history", "organization_id, version"),
        "asked_scopes", rows("query.asked_scopes", "attempt_id"),
        "campaign_requests", rows("query.campaign_requests", "campaign_id, portal_id"),
        "campaign_outcomes", rows("query.campaign_outcomes", "organization_id, portal_id"),
        "audit_trail", rows("query.audit_trail", "event_id"));
  }

  private static List<Map<String, Object>> rows(String table, String order) {
    return World.get()
        .db()
        .sql("select to_jsonb(t)::text as row from %s t order by %s".formatted(table, order))
        .query()
        .listOfRows();
  }
}
