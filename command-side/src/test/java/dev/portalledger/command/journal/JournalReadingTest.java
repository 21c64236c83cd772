package dev.portalledger.command.journal;

import static dev.portalledger.command.proof.PretendedHubSpot.removal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.proof.PretendedHubSpot.Mood;
import dev.portalledger.command.proof.ProvenLedger;
import dev.portalledger.events.connection.PortalId;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What HubSpot's journal says, and what is missed of it, leads to a question and no further. */
class JournalReadingTest {

  private final ProvenLedger ledger = ProvenLedger.get().emptied();
  private final JournalReading reading = ledger.bean(JournalReading.class);

  @Test
  void a_removal_is_checked_and_then_recorded_as_what_it_was() {
    var portal = ledger.connected();
    ledger.hubSpot().kill(portal.value());
    ledger.hubSpot().writesIntoTheJournal("o1", removal(portal.value(), Instant.now()));

    reading.read();
    assertThat(ledger.events(portal)).containsExactly("connected");
    ledger.prove();

    assertThat(ledger.events(portal)).startsWith("connected", "revoked UNINSTALLED_IN_HUBSPOT");
  }

  @Test
  void a_removal_that_hubspot_does_not_confirm_ends_nothing_and_is_asked_about_again_soon() {
    var portal = ledger.connected();
    ledger.hubSpot().writesIntoTheJournal("o1", removal(portal.value(), Instant.now()));

    reading.read();
    ledger.prove();

    assertThat(ledger.events(portal)).containsExactly("connected");
    assertThat(ledger.row(portal, "next_at < clock_timestamp() + interval '5 minutes'"))
        .isEqualTo("true");

    ledger.hubSpot().kill(portal.value());
    ledger.laterToday();
    ledger.prove();
    assertThat(ledger.events(portal)).startsWith("connected", "revoked UNINSTALLED_IN_HUBSPOT");
  }

  @Test
  void a_removal_from_before_the_grant_is_forgotten_once_hubspot_confirms_the_grant() {
    var portal = ledger.connected();
    var dayBefore = Instant.now().minusSeconds(86_400);
    ledger.hubSpot().writesIntoTheJournal("o1", removal(portal.value(), dayBefore));

    reading.read();
    ledger.prove();

    assertThat(ledger.events(portal)).containsExactly("connected");
    assertThat(ledger.row(portal, "uninstalled_at is null")).isEqualTo("true");
    assertThat(ledger.row(portal, "next_at > clock_timestamp() + interval '17 hours'"))
        .isEqualTo("true");
  }

  /** A service may need a token, and find it dead, before the journal is read. */
  @Test
  void a_removal_of_a_connection_that_has_expired_tells_why_it_did() {
    var portal = ledger.connected();
    ledger.hubSpot().kill(portal.value());
    ledger.laterToday();
    ledger.prove();
    assertThat(ledger.events(portal)).containsExactly("connected", "expired GRANT_DEAD");

    ledger.hubSpot().writesIntoTheJournal("o1", removal(portal.value(), Instant.now()));
    reading.read();
    ledger.prove();

    assertThat(ledger.events(portal))
        .startsWith("connected", "expired GRANT_DEAD", "revoked UNINSTALLED_IN_HUBSPOT");
  }

  @Test
  void an_older_removal_says_nothing_of_a_connection_that_has_expired_since() {
    var portal = ledger.connected();
    ledger.hubSpot().kill(portal.value());
    ledger.laterToday();
    ledger.prove();
    var dayBefore = Instant.now().minusSeconds(86_400);
    ledger.hubSpot().writesIntoTheJournal("o1", removal(portal.value(), dayBefore));

    reading.read();
    ledger.prove();

    assertThat(ledger.events(portal)).containsExactly("connected", "expired GRANT_DEAD");
  }

  @Test
  void it_goes_on_where_it_was_and_reads_no_page_twice() {
    IntStream.rangeClosed(1, 3)
        .forEach(page -> ledger.hubSpot().writesIntoTheJournal("o" + page, ""));
    reading.read();
    assertThat(offset()).isEqualTo("o3");
    ledger.hubSpot().forgetCalls();
    ledger.hubSpot().writesIntoTheJournal("o4", "");

    reading.read();

    assertThat(offset()).isEqualTo("o4");
    assertThat(ledger.hubSpot().calls("/webhooks-journal/pages/o4")).isEqualTo(1);
    assertThat(ledger.hubSpot().calls("/webhooks-journal/pages/o3")).isZero();
  }

  @Test
  void nothing_new_is_read_too() {
    reading.read();

    assertThat(offset()).isEqualTo("null");
    assertThat(ledger.count("select count(*) from command.journal where read_at is not null"))
        .isEqualTo(1);
  }

  @Test
  void it_subscribes_once_an_hour() {
    int before = ledger.hubSpot().subscriptions().size();

    reading.read();
    reading.read();
    assertThat(ledger.hubSpot().subscriptions()).hasSize(before + 1);
    assertThat(ledger.hubSpot().subscriptions().getLast())
        .contains("APP_LIFECYCLE_EVENT", "4-1916193");

    ledger
        .db()
        .sql("update command.journal set subscribed_at = subscribed_at - interval '61 minutes'")
        .update();
    reading.read();
    assertThat(ledger.hubSpot().subscriptions()).hasSize(before + 2);
  }

  @Test
  void an_address_that_expired_on_the_way_is_asked_for_again() {
    var portal = ledger.connected();
    ledger.hubSpot().writesIntoTheJournal("o1", removal(portal.value(), Instant.now()));
    ledger.hubSpot().lettingPageExpire("o1");

    reading.read();
    assertThat(offset()).isEqualTo("null");
    reading.read();

    assertThat(offset()).isEqualTo("o1");
    assertThat(ledger.row(portal, "uninstalled_at is null")).isEqualTo("false");
  }

  @Test
  void unread_for_longer_than_hubspot_keeps_it_every_connection_is_proven_and_it_begins_anew() {
    var portal = ledger.connected();
    ledger.hubSpot().writesIntoTheJournal("o1", "");
    reading.read();
    ledger.db().sql("update command.journal set read_at = read_at - interval '73 hours'").update();

    reading.read();

    assertThat(ledger.row(portal, "next_at < clock_timestamp() + interval '2 hours'"))
        .isEqualTo("true");
    assertThat(offset()).isEqualTo("o1");
  }

  @Test
  void unread_for_less_nothing_is_missed() {
    var portal = ledger.connected();
    ledger.hubSpot().writesIntoTheJournal("o1", "");
    reading.read();
    ledger.db().sql("update command.journal set read_at = read_at - interval '71 hours'").update();

    reading.read();

    assertThat(ledger.row(portal, "next_at < clock_timestamp() + interval '2 hours'"))
        .isEqualTo("false");
  }

  @Test
  void a_place_that_hubspot_no_longer_knows_is_noticed_too() {
    var portal = ledger.connected();
    ledger.hubSpot().writesIntoTheJournal("o1", "");
    reading.read();
    ledger.hubSpot().forgetsTheJournal();
    ledger.hubSpot().writesIntoTheJournal("o7", "");

    reading.read();

    assertThat(ledger.row(portal, "next_at < clock_timestamp() + interval '2 hours'"))
        .isEqualTo("true");
    assertThat(offset()).isEqualTo("o7");
  }

  @Test
  void while_hubspot_does_not_answer_nothing_is_passed_over() {
    ledger.hubSpot().writesIntoTheJournal("o1", "");
    for (var mood : new Mood[] {Mood.DOWN, Mood.BUSY, Mood.REFUSES_US}) {
      ledger.hubSpot().is(mood);
      reading.read();
    }
    assertThat(offset()).isEqualTo("null");

    ledger.hubSpot().is(Mood.WELL);
    reading.read();
    assertThat(offset()).isEqualTo("o1");
  }

  @Test
  void entries_that_make_no_sense_are_passed_over_and_the_others_are_read() {
    var portal = ledger.connected();
    ledger
        .hubSpot()
        .writesIntoTheJournal(
            "o1",
            """
            {"eventTypeId":"4-1909196","portalId":%1$d,"occurredAt":"2026-01-01T00:00:00Z"},
            {"eventTypeId":"4-1916193","portalId":"x","occurredAt":"2026-01-01T00:00:00Z"},
            {"eventTypeId":"4-1916193","portalId":-1,"occurredAt":"2026-01-01T00:00:00Z"},
            {"eventTypeId":"4-1916193","portalId":7,"occurredAt":"yesterday"},
            {"action":"APP_UNINSTALL","portalId":%1$d,"occurredAt":%2$d}
            """
                .formatted(portal.value(), Instant.now().toEpochMilli()));

    reading.read();

    assertThat(ledger.row(portal, "uninstalled_at > clock_timestamp() - interval '1 minute'"))
        .isEqualTo("true");
  }

  @Test
  void a_portal_that_nobody_holds_is_nothing_to_us() {
    ledger.hubSpot().writesIntoTheJournal("o1", removal(999_999, Instant.now()));

    reading.read();

    assertThat(offset()).isEqualTo("o1");
    assertThat(ledger.events(new PortalId(999_999))).isEmpty();
  }

  private String offset() {
    return String.valueOf(
        ledger
            .db()
            .sql("select journal_offset from command.journal")
            .query()
            .singleRow()
            .get("journal_offset"));
  }
}
