package dev.portalledger.query.audittrail;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.ATTEMPT;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.expired;
import static dev.portalledger.query.Samples.grant;
import static dev.portalledger.query.Samples.minutesLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.dashboard.AsOf;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Connected at noon without a domain, expired five minutes later, reconnected with a domain. */
class PastTrailTest {

  private static final Search EVERYTHING = new Search(null, null, null, null, null, null, null);

  private AuditTrail trail;

  @BeforeEach
  void three_entries() {
    JdbcClient db = TestDatabase.empty();
    trail = new AuditTrail(db);
    var projection = new Handling(new AuditTrailProjection(db));
    projection.publish(
        "p", 0, new PortalConnected(PORTAL, ACME, grant(1, null), ATTEMPT, OLIVIA, NOON));
    projection.publish("p", 1, expired(minutesLater(5)));
    projection.publish(
        "p",
        2,
        new PortalReconnected(
            PORTAL, ACME, grant(2, "later.example"), ATTEMPT, OLIVIA, minutesLater(9)));
  }

  @Test
  void entries_are_there_from_their_very_moment_on() {
    assertThat(kinds(NOON.minusNanos(1000))).isEmpty();
    assertThat(kinds(NOON)).containsExactly(Kind.PORTAL_CONNECTED);
    assertThat(kinds(minutesLater(5))).containsExactly(Kind.PORTAL_EXPIRED, Kind.PORTAL_CONNECTED);
    assertThat(kinds(minutesLater(9))).hasSize(3);
    assertThat(trail.page(GLOBEX, EVERYTHING, new AsOf(minutesLater(9))).items()).isEmpty();
  }

  @Test
  void not_even_a_domain_is_borrowed_from_later() {
    assertThat(entries(minutesLater(5)))
        .hasSize(2)
        .extracting(Entry::hubDomain)
        .containsOnlyNulls();
    assertThat(entries(minutesLater(9)))
        .hasSize(3)
        .extracting(Entry::hubDomain)
        .containsOnly("later.example");
  }

  @Test
  void pages_and_filters_stay_within_the_past() {
    var then = new AsOf(minutesLater(5));
    var first = trail.page(ACME, new Search(null, null, null, null, null, null, 1), then);
    var second = trail.page(ACME, new Search(null, null, null, null, null, first.next(), 1), then);
    assertThat(first.items()).extracting(Entry::kind).containsExactly(Kind.PORTAL_EXPIRED);
    assertThat(second.items()).extracting(Entry::kind).containsExactly(Kind.PORTAL_CONNECTED);
    assertThat(second.next()).isNull();

    var reconnections = new Search(null, null, "portal-reconnected", null, null, null, null);
    assertThat(trail.page(ACME, reconnections, then).items()).isEmpty();
  }

  @Test
  void the_first_entry_says_since_when_there_is_a_trail() {
    assertThat(trail.recordedSince(ACME)).contains(NOON);
    assertThat(trail.recordedSince(GLOBEX)).isEmpty();
  }

  private List<Kind> kinds(Instant moment) {
    return entries(moment).stream().map(Entry::kind).toList();
  }

  private List<Entry> entries(Instant moment) {
    return trail.page(ACME, EVERYTHING, new AsOf(moment)).items();
  }
}
