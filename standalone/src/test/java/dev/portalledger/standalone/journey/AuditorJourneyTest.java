package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.portalledger.standalone.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An auditor of an agency whose history lies months back, with a browser and a machine apart. */
@ExtendWith(Chromium.class)
class AuditorJourneyTest {

  private static final String AGENCY = "agency-of-march";
  private static final String ORIGIN = "localhost/org/" + AGENCY;

  /**
   * One was connected every minute from the first of March on, and all were removed on the 10th.
   */
  private static final int PORTALS = 5000;

  private static final long FIRST = 700_000_000;
  private static final long OF_THE_THIRD = FIRST + 3 * 24 * 60 - 1;

  @TempDir private Path machine;

  @Test
  @DisplayName(
      "An auditor picks a past day, replays it, watches, downloads the bundle, and verifies it apart")
  void a_past_day_is_replayed_downloaded_and_verified_apart(Window auditor) throws IOException {
    recordHistory();
    var token = new People(World.get()).token(AGENCY, "AUDITOR", "anna");
    auditor.page.context().setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + token));
    Eventually.holds(() -> assertThat(sealed(auditor)).isEqualTo("10,001"));

    replay(auditor);
    auditor.open("/compliance");
    var key = keyOf(auditor);
    var bundle = machine.resolve("evidence.zip");
    auditor.page.waitForDownload(() -> auditor.button("Download").click()).saveAs(bundle);

    var apart = new OfflineVerifier(machine);
    var good = apart.verify(bundle, ORIGIN, key);
    assertThat(good.exit()).as(good.text()).isZero();
    assertThat(good.text())
        .contains("5,000 grants on 5,000 portals", "portal " + FIRST + ": DISCONNECTED");
    var bad = apart.verify(apart.flipped(bundle), ORIGIN, key);
    assertThat(bad.exit()).as(bad.text()).isEqualTo(1);
    assertThat(bad.text()).contains("TAMPERED", "the first bad index is 0");
  }

  private static void replay(Window auditor) {
    auditor.link("Replays").click();
    auditor.headingBecomes("Replays");
    auditor.page.getByLabel("As it was at the end of").fill("2026-03-03");
    auditor.page.getByLabel("Purpose").fill("SOC 2 2026");
    auditor.button("Replay").click();
    auditor.headingBecomes("As of 3 Mar 2026, 23:59:59 UTC");
    auditor.page.getByRole(AriaRole.PROGRESSBAR).waitFor();
    auditor.look("replay-running");

    auditor.page.getByText("Done: ").waitFor();
    assertThat(auditor.text())
        .contains(
            "are different today", "client-700000000.example", "since 1 Mar 2026, 00:00:00 UTC");
    auditor.look("replay-of-a-day").lookNarrow("replay-of-a-day-narrow");
    var replay = auditor.page.url().replaceAll("\\?.*", "").replaceAll(".*/", "");
    auditor.open("/compliance/replays/" + replay + "?portal=" + (OF_THE_THIRD - 1));
    assertThat(auditor.text())
        .contains(Long.toString(OF_THE_THIRD), "since 3 Mar 2026, 23:59:00 UTC")
        .doesNotContain(Long.toString(OF_THE_THIRD + 1));
  }

  private static String sealed(Window auditor) {
    auditor.open("/compliance");
    var sealed = auditor.page.locator("#sealed");
    return sealed.count() == 0 ? "nothing" : sealed.innerText();
  }

  private static String keyOf(Window auditor) {
    var page = auditor.text();
    var from = page.indexOf(ORIGIN + "+");
    assertThat(from).isNotNegative();
    return page.substring(from).split("\\s", 2)[0];
  }

  /** As nodes wrote it in March; only the owner of the database can put it there today. */
  private static void recordHistory() {
    var db = World.get().db();
    db.sql(
            """
            insert into events.event (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                                      payload_type, payload_revision, meta_data, payload, tenant)
            select stream, sequence, kind, gen_random_uuid(), at, payload_type, revision,
                   convert_to('{"organization":"agency-of-march","actor":"subject-olivia"}', 'UTF8'),
                   convert_to(replace(replace(payload, 'PORTAL', portal::text), 'AT', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), 'UTF8'),
                   'agency-of-march'
              from (
                select 'org-agency-of-march' as stream, 0 as sequence, 'Organization' as kind,
                       timestamptz '2026-02-28 12:00:00Z' as at, 'organization.registered' as payload_type, '1' as revision,
                       cast(:registered as text) as payload, 0 as portal
                union all
                select 'portal-' || :first + n, 0, 'PortalConnection', timestamptz '2026-03-01 00:00:00Z' + n * interval '1 minute',
                       'portal-connection.connected', '1', :connected, :first + n
                  from generate_series(0, :portals - 1) as n
                union all
                select 'portal-' || :first + n, 1, 'PortalConnection', timestamptz '2026-03-10 00:00:00Z' + n * interval '1 second',
                       'portal-connection.revoked', '2', :revoked, :first + n
                  from generate_series(0, :portals - 1) as n
              ) as history order by at
            """)
        .param("first", FIRST)
        .param("portals", PORTALS)
        .param(
            "registered",
            """
            {"organizationId":{"value":"agency-of-march"},"name":"Agency of March","plan":"CUSTOM","features":["AUDIT"],"occurredAt":"AT"}""")
        .param(
            "connected",
            """
            {"portalId":{"value":PORTAL},"organizationId":{"value":"agency-of-march"},"grant":{"generation":1,"authorizer":{"value":"subject-hugo"},"authorizerStanding":"SUPER_ADMIN","scopes":["oauth","crm.objects.deals.read"],"hubDomain":"client-PORTAL.example"},"attemptId":{"value":"attempt-PORTAL"},"connectedBy":{"value":"subject-olivia"},"occurredAt":"AT"}""")
        .param(
            "revoked",
            """
            {"portalId":{"value":PORTAL},"organizationId":{"value":"agency-of-march"},"generation":1,"cause":"REMOVED_BY_MEMBER","by":{"value":"subject-olivia"},"extent":"GRANT_AND_APP","residualAccessUntil":"AT","occurredAt":"AT"}""")
        .update();
  }
}
