package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.grant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.server.ResponseStatusException;

class ClientAccountsTest {

  private static final Search EVERYTHING =
      new Search(null, null, null, null, null, null, null, null);

  private ClientAccounts accounts;
  private Handling projection;

  @BeforeEach
  void some_accounts() {
    JdbcClient db = TestDatabase.empty();
    accounts = new ClientAccounts(db);
    projection = new Handling(new ClientAccountsProjection(db));
    connect(ACME, 1001, "beta.example");
    connect(ACME, 1002, "Alpha.example");
    connect(ACME, 1003, null);
    connect(ACME, 2001, "gamma.example");
    connect(ACME, 2002, "gamma.example");
    connect(GLOBEX, 3001, "globex42.example");
    expire(1001);
    remove(2001);
  }

  @Test
  void the_order_is_expired_connected_disconnected_then_domain_then_id() {
    assertThat(portals(EVERYTHING)).containsExactly(1001L, 1003L, 1002L, 2002L, 2001L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void pages_have_neither_gaps_nor_doubles(int size) {
    var seen = new ArrayList<Long>();
    String cursor = null;
    do {
      var page = accounts.page(ACME, new Search(null, null, null, null, cursor, size, null, null));
      page.items().forEach(account -> seen.add(account.portalId()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).containsExactly(1001L, 1003L, 1002L, 2002L, 2001L);
  }

  @Test
  void a_row_that_moves_does_not_hide_those_that_stay() {
    var first = accounts.page(ACME, new Search(null, null, null, null, null, 3, null, null));
    expire(1002);
    var second =
        accounts.page(ACME, new Search(null, null, null, null, first.next(), 3, null, null));

    assertThat(second.items()).extracting(ClientAccount::portalId).containsExactly(2002L, 2001L);
  }

  @Test
  void filters_narrow_by_status_cause_text_and_portal() {
    assertThat(
            portals(
                new Search(ConnectionStatus.CONNECTED, null, null, null, null, null, null, null)))
        .containsExactly(1003L, 1002L, 2002L);
    assertThat(
            portals(new Search(ConnectionStatus.EXPIRED, null, null, null, null, null, null, null)))
        .containsExactly(1001L);
    assertThat(
            portals(
                new Search(
                    ConnectionStatus.DISCONNECTED, null, null, null, null, null, null, null)))
        .containsExactly(2001L);
    assertThat(
            portals(new Search(null, Cause.REMOVED_BY_MEMBER, null, null, null, null, null, null)))
        .containsExactly(2001L);
    assertThat(portals(new Search(null, null, null, null, null, null, 1002L, null)))
        .containsExactly(1002L);
    assertThat(portals(text("ALPHA"))).containsExactly(1002L);
    assertThat(portals(text(" mma.ex "))).containsExactly(2002L, 2001L);
    assertThat(portals(text("100"))).containsExactly(1001L, 1003L, 1002L);
    assertThat(portals(text("%"))).isEmpty();
    assertThat(portals(text("_"))).isEmpty();
    assertThat(portals(text("' or '1'='1"))).isEmpty();
    assertThat(portals(text("  "))).hasSize(5);
  }

  @Test
  void a_number_is_looked_for_in_portal_ids_and_in_domains() {
    assertThat(accounts.page(GLOBEX, text("42")).items())
        .extracting(ClientAccount::portalId)
        .containsExactly(3001L);
    assertThat(accounts.page(GLOBEX, text("300")).items()).hasSize(1);
    assertThat(accounts.page(GLOBEX, text("001")).items()).isEmpty();
  }

  @Test
  void nobody_sees_the_accounts_of_another_organization() {
    assertThat(portals(EVERYTHING)).doesNotContain(3001L);
    assertThat(accounts.find(ACME, 3001)).isEmpty();
    assertThat(accounts.hasVersion(ACME, 3001, 0)).isFalse();
    assertThat(accounts.hasVersion(GLOBEX, 3001, 0)).isTrue();
  }

  @Test
  void seats_are_held_by_connected_and_expired_portals() {
    assertThat(accounts.seats(ACME).held()).isEqualTo(4);
    assertThat(accounts.seats(GLOBEX).held()).isEqualTo(1);
  }

  @Test
  void a_version_is_reached_from_then_on() {
    assertThat(accounts.hasVersion(ACME, 1001, 0)).isTrue();
    assertThat(accounts.hasVersion(ACME, 1001, 1)).isTrue();
    assertThat(accounts.hasVersion(ACME, 1001, 2)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "%%%", "OSAxIGE", "MCA5OTk5OTk5OTk5OTk5OTk5OTk5IGE"})
  void a_cursor_that_was_not_given_out_is_refused(String cursor) {
    assertThatThrownBy(() -> portals(new Search(null, null, null, null, cursor, null, null, null)))
        .isInstanceOf(ResponseStatusException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE})
  void a_page_size_out_of_bounds_is_refused(int limit) {
    assertThatThrownBy(() -> portals(new Search(null, null, null, null, null, limit, null, null)))
        .isInstanceOf(ResponseStatusException.class);
  }

  private List<Long> portals(Search search) {
    return accounts.page(ACME, search).items().stream().map(ClientAccount::portalId).toList();
  }

  private static Search text(String q) {
    return new Search(null, null, null, q, null, null, null, null);
  }

  private void connect(OrganizationId organization, long portal, @Nullable String domain) {
    projection.publish(
        "portal-" + portal,
        0,
        new PortalConnected(
            new PortalId(portal),
            organization,
            grant(1, domain),
            new AttemptId("a"),
            OLIVIA,
            NOON));
  }

  private void expire(long portal) {
    projection.publish(
        "portal-" + portal,
        1,
        new PortalExpired(new PortalId(portal), ACME, 1, ExpiryCause.GRANT_DEAD, NOON));
  }

  private void remove(long portal) {
    projection.publish(
        "portal-" + portal,
        1,
        new PortalRevoked(
            new PortalId(portal),
            ACME,
            1,
            RevocationCause.REMOVED_BY_MEMBER,
            OLIVIA,
            RevocationExtent.GRANT,
            null,
            NOON));
  }
}
