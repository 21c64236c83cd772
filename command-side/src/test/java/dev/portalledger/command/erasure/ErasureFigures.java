package dev.portalledger.command.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.subject.PersonalData;
import dev.portalledger.command.subject.Subjects;
import dev.portalledger.command.vault.KeyFolder;
import dev.portalledger.command.web.RunningCommandSide;
import dev.portalledger.events.organization.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long it takes to erase one person among a million events and a hundred thousand people, and
 * to look for erased ones after a restore. Run by name.
 */
class ErasureFigures {

  private static final int EVENTS = 1_000_000;
  private static final int PEOPLE = 100_000;
  private static final int ERASED = 20;
  private static final String ASKED = "{\"reason\":\"ASKED_BY_THE_PERSON\"}";

  private final RunningCommandSide side = RunningCommandSide.get();
  private final JdbcClient db = CommandDatabase.asOwner();
  private final String owner = side.issuer().token("owner", "figures", "OWNER");
  private final String admin = side.issuer().token("admin", "figures", "ADMIN");

  @Test
  void one_person_among_a_million_events() {
    fill();
    var confirmations = new ArrayList<Long>();
    for (int i = 0; i < ERASED; i++) {
      confirmations.add(erase(1_000_000_000L + i));
    }
    confirmations.sort(null);
    System.out.printf(
        "FIGURE erasing one person among %,d events and %,d people, confirmation to commit over HTTP: median %.1f ms, most %.1f ms%n",
        EVENTS, PEOPLE, confirmations.get(ERASED / 2) / 1e6, confirmations.getLast() / 1e6);
    long began = System.nanoTime();
    side.bean(PersonalData.class).destroyReturned();
    System.out.printf(
        "FIGURE looking for erased people among them at a start: %.0f ms%n",
        (System.nanoTime() - began) / 1e6);
  }

  private long erase(long hubSpotUser) {
    var subject =
        side.bean(Subjects.class)
            .authorizer(new OrganizationId("figures"), hubSpotUser, "u" + hubSpotUser + "@x.test");
    var path = "/api/v1/subjects/" + subject + "/erasure";
    assertThat(side.send(side.api("POST", path, owner, ASKED)).status()).isEqualTo(202);
    long began = System.nanoTime();
    var answer = side.send(side.api("POST", path + "/confirmation", admin, ""));
    long took = System.nanoTime() - began;
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return took;
  }

  private void fill() {
    db.sql(
            """
            insert into subject.subject (subject_id, kind, lookup, email_ct)
            select 'figure-' || i, 'AUTHORIZER', int8send(i), '\\x0102030405060708'
              from generate_series(1, :people) as i
            """)
        .param("people", PEOPLE)
        .update();
    db.sql(
            """
            insert into subject.data_key (subject_id, wrapped, kek_id)
            select 'figure-' || i, decode(repeat('ab', 64), 'hex'), :kek
              from generate_series(1, :people) as i
            """)
        .param("people", PEOPLE)
        .param("kek", side.bean(KeyFolder.class).subjectKeys().currentKeyId())
        .update();
    db.sql(
            """
            insert into subject.known_to (subject_id, organization_id)
            select 'figure-' || i, 'figures' from generate_series(1, :people) as i
            """)
        .param("people", PEOPLE)
        .update();
    for (String statement :
        List.of(EVENTS_SQL, "analyze events.event", "analyze subject.subject")) {
      db.sql(statement).update();
    }
  }

  private static final String EVENTS_SQL =
      """
      insert into events.event (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                                payload_type, payload_revision, meta_data, payload, tenant)
      select 'figure-' || (i / 10), i % 10, 'PortalConnection', gen_random_uuid()::text, now(),
             'lease.access-leased', '1', '{"organization":"figures","actor":"figure-1"}',
             convert_to('{"leasedTo":{"value":"figure-' || (i % 100000) || '"},"filler":"'
                        || repeat('x', 300) || '"}', 'UTF8'), 'figures'
        from generate_series(1, 1000000) as i
      """;
}
