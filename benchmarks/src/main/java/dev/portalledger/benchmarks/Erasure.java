package dev.portalledger.benchmarks;

import dev.portalledger.command.subject.Subjects;
import dev.portalledger.events.organization.OrganizationId;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** People of the audited organization whose data is erased: one asks, another confirms. */
record Erasure(AuditedLedger ledger, Http http) {

  private static final int ERASED = 21;
  private static final long FIRST_USER = 4_000_000_000L;
  private static final double MOST_MILLIS = 1_000;
  private static final String ASKED = "{\"reason\":\"ASKED_BY_THE_PERSON\"}";

  /** Known by name and address, as whoever consents at HubSpot. */
  String somebody(int number) {
    return ledger
        .ground()
        .bean(Subjects.class)
        .authorizer(
            new OrganizationId(AuditedLedger.ORGANIZATION),
            FIRST_USER + number,
            "somebody-%d@client.example".formatted(number))
        .value();
  }

  int people() {
    return ledger.events() / 10;
  }

  /** Theirs are no real keys and no real ciphertexts; nobody reads them. */
  void fillWithOthers() throws SQLException {
    var one = somebody(1);
    ledger
        .ground()
        .database()
        .asOwner(
            """
            insert into subject.subject (subject_id, kind, lookup, email_ct)
            select 'person-' || i, 'AUTHORIZER', int8send(i), '\\x0102030405060708' from generate_series(1, %d) as i
            """
                .formatted(people()),
            """
            insert into subject.data_key (subject_id, wrapped, kek_id)
            select 'person-' || i, decode(repeat('ab', 64), 'hex'), kek_id
              from subject.data_key, generate_series(1, %d) as i where subject_id = '%s'
            """
                .formatted(people(), one),
            """
            insert into subject.known_to (subject_id, organization_id)
            select 'person-' || i, '%s' from generate_series(1, %d) as i
            """
                .formatted(AuditedLedger.ORGANIZATION, people()),
            "vacuum analyze subject.subject",
            "vacuum analyze subject.data_key",
            "vacuum analyze subject.known_to");
  }

  List<Row> measure(String person) throws Exception {
    var bearer = Bearer.of(ledger.ground().options());
    var asks = bearer.person(AuditedLedger.ORGANIZATION, "OWNER");
    var confirms = bearer.person(AuditedLedger.ORGANIZATION, "ADMIN");
    var subjects = new ArrayList<>(List.of(person));
    for (int i = 1; i < ERASED; i++) {
      subjects.add(somebody(i));
    }
    var millis = new ArrayList<Double>();
    for (var subject : subjects) {
      millis.add(erase(subject, asks, confirms));
    }
    requireGone(subjects);
    return List.of(
        Compliance.row(
            "one person erased among %,d events and %,d people"
                .formatted(ledger.events(), people()),
            new Series(millis),
            Unit.MILLISECONDS,
            Target.atMost(MOST_MILLIS)));
  }

  private double erase(String subject, String asks, String confirms) throws Exception {
    var path = URI.create(http.url() + "/api/v1/subjects/" + subject + "/erasure");
    long began = System.nanoTime();
    var _ = Http.expect(202, http.send("POST", path, asks, ASKED));
    var confirmation = URI.create(path + "/confirmation");
    var _ = Http.expect(200, http.send("POST", confirmation, confirms, ""));
    return (System.nanoTime() - began) / 1e6;
  }

  /** No key, no ciphertext and no way to find the person again. */
  private void requireGone(List<String> subjects) throws SQLException {
    long left =
        (long)
            ledger
                .ground()
                .database()
                .numbersAsOwner(
                    """
                    select (select count(*) from subject.data_key where subject_id in (%1$s))
                         + (select count(*) from subject.subject where subject_id in (%1$s)
                             and (erased_at is null or coalesce(lookup, name_ct, email_ct) is not null))
                    """
                        .formatted("'" + String.join("', '", subjects) + "'"))[0];
    if (left > 0) {
      throw new IllegalStateException("of the erased, " + left + " rows are left");
    }
  }
}
