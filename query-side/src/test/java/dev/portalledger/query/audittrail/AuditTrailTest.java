package dev.portalledger.query.audittrail;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.minutesLater;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.server.ResponseStatusException;

class AuditTrailTest {

  private AuditTrail trail;
  private Handling projection;

  @BeforeEach
  void twenty_entries_many_at_the_same_moment() {
    JdbcClient db = TestDatabase.empty();
    trail = new AuditTrail(db);
    projection = new Handling(new AuditTrailProjection(db));
    for (int number = 0; number < 20; number++) {
      happens(ACME, number, number / 7);
    }
    happens(GLOBEX, 99, 0);
  }

  @Test
  void pages_show_every_entry_once_newest_first() {
    List<String> seen = read(3);

    assertThat(seen).hasSize(20).doesNotHaveDuplicates();
    assertThat(seen).isEqualTo(read(200));
  }

  @Test
  void an_entry_that_comes_while_one_reads_on_neither_repeats_nor_hides_another() {
    AuditTrail.Page first = trail.page(ACME, search(null, null, null, null, null, 10));
    happens(ACME, 50, 60);
    AuditTrail.Page second = trail.page(ACME, search(null, null, null, null, first.next(), 10));

    assertThat(first.items()).hasSize(10);
    assertThat(second.items()).hasSize(10).doesNotContainAnyElementsOf(first.items());
    assertThat(second.next()).isNull();
  }

  @Test
  void filters_narrow_by_portal_actor_kind_and_time() {
    assertThat(found(new Search(5L, null, null, null, null, null, null))).hasSize(4);
    assertThat(found(search("subject-1", null, null, null, null, null))).hasSize(10);
    assertThat(found(search(null, "portal-expired", null, null, null, null))).hasSize(20);
    assertThat(found(search(null, "portal-revoked", null, null, null, null))).isEmpty();
    assertThat(found(search(null, null, "2026-03-01T12:01:00Z", null, null, null))).hasSize(13);
    assertThat(found(search(null, null, null, "2026-03-01T12:01:00Z", null, null))).hasSize(7);
    assertThat(found(search(null, null, "2026-03-01", "2026-03-01", null, null))).hasSize(20);
    assertThat(found(search(null, null, "2026-03-02", null, null, null))).isEmpty();
    assertThat(found(search("", "", "", "", "", null))).hasSize(20);
  }

  @Test
  void a_portals_entries_are_those_too_that_meant_it_and_picked_another_or_none() {
    tries("another-picked", new PortalId(71), new PortalId(72));
    tries("the-right-one-picked", new PortalId(72), new PortalId(72));
    tries("another-meant", new PortalId(73), new PortalId(74));
    happens(GLOBEX, "globex", new PortalId(71), new PortalId(72));

    assertThat(attempts(71L))
        .containsExactlyInAnyOrder(
            "another-picked authorization-started", "another-picked authorization-refused");
    assertThat(attempts(72L))
        .containsExactlyInAnyOrder(
            "another-picked authorization-refused",
            "the-right-one-picked authorization-started",
            "the-right-one-picked authorization-refused");
    assertThat(attempts(75L)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-02-30",
        "2026-3-1",
        "99999-01-01",
        "2026-03-01T25:00:00Z",
        "\0"
      })
  void a_date_that_is_none_is_refused(String date) {
    assertThatThrownBy(() -> found(search(null, null, date, null, null, null)))
        .isInstanceOf(ResponseStatusException.class);
    assertThatThrownBy(() -> found(search(null, null, null, date, null, null)))
        .isInstanceOf(ResponseStatusException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "!!!", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAgYQ", "MSAAAA"})
  void a_cursor_that_was_not_given_out_is_refused(String cursor) {
    assertThatThrownBy(() -> found(search(null, null, null, null, cursor, null)))
        .isInstanceOf(ResponseStatusException.class);
  }

  private List<Entry> found(Search search) {
    return trail.page(ACME, search).items();
  }

  private List<String> attempts(long portal) {
    return found(new Search(portal, null, null, null, null, null, null)).stream()
        .map(entry -> entry.attemptId() + " " + entry.kind().text())
        .toList();
  }

  private void tries(String attempt, PortalId meant, PortalId picked) {
    happens(ACME, attempt, meant, picked);
  }

  private List<String> read(int size) {
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      AuditTrail.Page page = trail.page(ACME, search(null, null, null, null, cursor, size));
      page.items().forEach(entry -> seen.add(entry.eventId()));
      cursor = page.next();
    } while (cursor != null);
    return seen;
  }

  private static Search search(
      @Nullable String actor,
      @Nullable String kind,
      @Nullable String from,
      @Nullable String to,
      @Nullable String cursor,
      @Nullable Integer limit) {
    return new Search(null, actor, kind, from, to, cursor, limit);
  }

  private void happens(
      OrganizationId organization, String attempt, PortalId meant, PortalId picked) {
    var id = new AttemptId(attempt);
    projection.publish(
        id.stream(),
        0,
        new AuthorizationStarted(id, organization, OLIVIA, meant, List.of(), List.of(), NOON));
    projection.publish(
        id.stream(),
        1,
        new AuthorizationRefused(
            id,
            organization,
            OLIVIA,
            RefusalReason.WRONG_PORTAL,
            picked,
            meant,
            HUGO,
            List.of(),
            List.of(),
            NOON));
  }

  private void happens(OrganizationId organization, int number, int minute) {
    projection.publish(
        "portal-" + number,
        0,
        new PortalExpired(
            new PortalId(1 + number % 5 + (number == 99 ? 1 : 0)),
            organization,
            1,
            ExpiryCause.GRANT_DEAD,
            minutesLater(minute)),
        Map.of("actor", "subject-" + number % 2));
  }
}
