package dev.portalledger.query.clientaccounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.dashboard.AsOf;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * How long whole answers about a past moment take, without HTTP. Every portal has three versions
 * over two and a half years: connected, expired for up to three days, connected or removed. Run
 * with {@code -Dtest=AsOfFigures -Dasof.portals=1000000}.
 */
@EnabledIfSystemProperty(named = "asof.portals", matches = "\\d+")
class AsOfFigures {

  private static final Instant BEGIN = Instant.parse("2023-03-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofDays(950);
  private static final Search FIRST = new Search(null, null, null, null, null, null, null, null);
  private static final Search EXPIRED =
      new Search(ConnectionStatus.EXPIRED, null, null, null, null, null, null, null);
  private static final int TIMES = 400;

  private final int portals = Integer.getInteger("asof.portals");
  private final Random random = new Random(5);

  @ParameterizedTest
  @ValueSource(ints = {1, 10_000})
  void answers_about_any_moment(int organizations) {
    String url = TestDatabase.freshDatabase();
    fill(JdbcClient.create(TestDatabase.asSuperuser(url)), organizations);
    var connection = new SingleConnectionDataSource(url, "ledger", "ledger", true);
    var db = JdbcClient.create(connection);
    var standings = new Standings(db);
    var past = new Past(new PastAccounts(db, standings), standings);
    try {
      report(past, organizations, "any moment", BEGIN, LIFE);
      report(past, organizations, "its first three days", BEGIN, Duration.ofDays(3));
      report(past, organizations, "after the last event", BEGIN.plus(LIFE), Duration.ofDays(30));
    } finally {
      connection.destroy();
    }
  }

  private void report(Past past, int organizations, String when, Instant from, Duration length) {
    String about = "%,d portals in %,d organizations, %s".formatted(portals, organizations, when);
    time(about + ": list", n -> past.list(any(organizations), FIRST, moment(from, length)));
    time(
        about + ": page in the middle",
        n -> past.list(any(organizations), after(1 + n % 2), moment(from, length)));
    time(
        about + ": expired ones",
        n -> past.list(any(organizations), EXPIRED, moment(from, length)));
    time(about + ": one account", n -> one(past, organizations, moment(from, length)));
    time(about + ": usage", n -> past.usage(any(organizations), moment(from, length)));
  }

  private void one(Past past, int organizations, AsOf asOf) {
    long portal = 1L + random.nextInt(portals);
    var found = past.find(new OrganizationId("org-" + portal % organizations), portal, asOf);
    assertThat(found.isEmpty() || found.get().account().portalId() == portal).isTrue();
  }

  private static Search after(int attention) {
    var place = new Cursor(attention, "client-5", 0).text();
    return new Search(null, null, null, null, place, null, null, null);
  }

  private OrganizationId any(int organizations) {
    return new OrganizationId("org-" + random.nextInt(organizations));
  }

  private AsOf moment(Instant from, Duration length) {
    return new AsOf(from.plusSeconds(random.nextLong(length.toSeconds())));
  }

  private static void time(String what, IntConsumer answer) {
    for (int n = 0; n < TIMES / 10; n++) {
      answer.accept(n);
    }
    long[] nanos = new long[TIMES];
    for (int n = 0; n < TIMES; n++) {
      long begun = System.nanoTime();
      answer.accept(n);
      nanos[n] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "FIGURE %s: p50 %.2f ms, p99 %.2f ms%n",
        what, nanos[TIMES / 2] / 1e6, nanos[TIMES * 99 / 100] / 1e6);
  }

  private void fill(JdbcClient db, int organizations) {
    db.sql(
            """
            create table query.lives as
              select portal, 'org-' || portal % :organizations as organization, portal % 4 as stripe,
                     'client-' || portal || '.example' as domain, portal % 20 = 0 as removed,
                     connected, expired, expired + interval '1 minute' + random() * interval '3 days' as again
                from (select *, connected + interval '1 hour' + random() * interval '45 days' as expired
                        from (select portal, cast(:begin as timestamptz) + random() * interval '900 days' as connected
                                from generate_series(1, :portals) as portal) as connecting) as expiring
            """)
        .param("organizations", organizations)
        .param("begin", BEGIN.toString())
        .param("portals", portals)
        .update();
    for (String sql : FILL) {
      db.sql(sql).update();
    }
  }

  private static final String[] FILL = {
    """
    insert into query.client_account_plans (organization_id, name, plan, features, version, valid_from)
    select organization, organization, 'CUSTOM', '{AUDIT}', 0, min(connected) from query.lives group by organization
    """,
    """
    insert into query.client_account_history (organization_id, portal_id, status, cause, since, proven_at, generation,
      scopes, hub_domain, authorizer, authorizer_standing, connected_by, upstream_revocation, version,
      uninstall_asked, valid_from, valid_to)
    select organization, portal, 'CONNECTED', 'FIRST_GRANT', connected, connected, 1,
           cast('{crm.lists.read,crm.objects.contacts.read,oauth}' as text[]), domain, 'subject-' || portal % 50,
           'SUPER_ADMIN', 'subject-olivia', 'NONE', 0, false, connected, expired from query.lives
    union all
    select organization, portal, 'EXPIRED', 'GRANT_DEAD', expired, connected, 1,
           cast('{crm.lists.read,crm.objects.contacts.read,oauth}' as text[]), domain, 'subject-' || portal % 50,
           'SUPER_ADMIN', 'subject-olivia', 'NONE', 1, false, expired, again from query.lives
    """,
    """
    insert into query.client_accounts (organization_id, portal_id, status, cause, since, proven_at, generation,
      scopes, hub_domain, authorizer, authorizer_standing, connected_by, upstream_revocation, version, valid_from)
    select organization, portal, case when removed then 'DISCONNECTED' else 'CONNECTED' end,
           case when removed then 'REMOVED_BY_MEMBER' else 'NEW_GRANT' end, again, connected, 2,
           cast('{crm.lists.read,crm.objects.contacts.read,oauth}' as text[]), domain, 'subject-' || portal % 50,
           'SUPER_ADMIN', 'subject-olivia', 'NONE', 2, again from query.lives
    """,
    """
    insert into query.client_account_days (organization_id, day, stripe, connected, expired, disconnected)
    select organization, cast(moment at time zone 'UTC' as date), stripe, sum(c), sum(e), sum(d)
      from (select organization, stripe, connected as moment, 1 as c, 0 as e, 0 as d from query.lives
            union all select organization, stripe, expired, -1, 1, 0 from query.lives
            union all select organization, stripe, again, cast(not removed as int), -1, cast(removed as int)
                        from query.lives) as moves
     group by 1, 2, 3
    """,
    "drop table query.lives",
    "vacuum analyze query.client_accounts",
    "vacuum analyze query.client_account_history",
    "vacuum analyze query.client_account_days",
    "vacuum analyze query.client_account_plans",
  };
}
