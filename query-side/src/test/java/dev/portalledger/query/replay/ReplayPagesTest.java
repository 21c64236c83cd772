package dev.portalledger.query.replay;

import static dev.portalledger.query.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.FakeIssuer.Account;
import dev.portalledger.query.RunningQuerySide;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayPagesTest {

  private final ReplayedLedger ledger = new ReplayedLedger();

  @Test
  void the_page_shows_the_result_and_the_accounts_and_lists_it() {
    ledger.connect(1);
    var id = ledger.request(null);
    ledger.finished(id);
    var auditor = RunningQuerySide.signedIn("Anna", ledger.organization.value(), "AUDITOR");

    var one = auditor.open("/compliance/replays/" + id);
    var list = auditor.open("/compliance/replays");

    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.body())
        .contains("Equal to the live views.", "acme.example", "Connected", "3 events", "ticket-1")
        .doesNotContain("hx-get");
    assertThat(list.body()).contains(id, "ticket-1", "Equal to the live views", "type=\"date\"");
  }

  @Test
  void the_page_of_one_that_waits_looks_again_by_itself_and_offers_to_cancel_it() {
    ReplayedLedger.workers().stop();
    try {
      var id = ledger.request(null);
      var auditor = RunningQuerySide.signedIn("Anna", ledger.organization.value(), "AUDITOR");

      assertThat(auditor.open("/compliance/replays/" + id).body())
          .contains(
              "hx-get=\"/compliance/replays/" + id + "\"",
              "load delay:1s",
              "Waiting",
              "/compliance/replays/" + id + "/cancel");
    } finally {
      ReplayedLedger.workers().start();
    }
  }

  @Test
  void a_listener_is_told_until_it_is_over() {
    ledger.connect(1);
    var id = ledger.request(null);

    var told = get("/api/v1/replays/" + id + "/stream");

    assertThat(told.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(told.body())
        .contains("event: done\ndata: {", "\"state\":\"DONE\"", id)
        .endsWith("\n\n");
  }

  @Test
  void differences_and_accounts_come_in_pages() {
    ledger.connect(1);
    ledger.connect(2);
    ledger.connect(3);
    var id = ledger.request(NOON.minusSeconds(1));
    ledger.finished(id);
    var now = ledger.request(null);
    ledger.finished(now);

    var first = get("/api/v1/replays/" + id + "/differences?limit=2").body();
    assertThat(first).contains("\"next\":\"2\"", "\"table\"");
    var rest = get("/api/v1/replays/" + id + "/differences?limit=1000&cursor=2").body();
    assertThat(rest).contains("\"next\":null");
    var accounts = get("/api/v1/replays/" + now + "/client-accounts?limit=2").body();
    assertThat(accounts).contains("\"next\":\"" + ledger.portal(2) + "\"");
    assertThat(get("/api/v1/replays/" + now + "/client-accounts?cursor=" + ledger.portal(2)).body())
        .contains("" + ledger.portal(3))
        .doesNotContain("" + ledger.portal(1));
    assertThat(get("/api/v1/replays/" + id + "/differences?limit=0").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/replays/" + id + "/differences?cursor=x").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> get(String path) {
    var account = new Account("anna", "Anna", ledger.organization.value(), List.of("AUDITOR"));
    return RunningQuerySide.browser()
        .get(path, Map.of("Authorization", "Bearer " + RunningQuerySide.ISSUER.bearer(account)));
  }
}
