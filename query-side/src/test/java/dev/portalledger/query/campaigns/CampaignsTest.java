package dev.portalledger.query.campaigns;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.reconnected;
import static dev.portalledger.query.Samples.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.campaign.CampaignId;
import dev.portalledger.events.campaign.ReconnectRequested;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.query.Handling;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.campaigns.Campaign.Item;
import dev.portalledger.query.campaigns.Campaign.State;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.projections.CatchUp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class CampaignsTest {

  private static final CampaignId FIRST = new CampaignId("campaign-0000001");
  private static final Member MEMBER = new Member(ACME, "Olivia Owner", "Owner", true);
  private static final CampaignId SECOND = new CampaignId("campaign-0000002");

  private Campaigns campaigns;
  private Handling projection;

  @BeforeEach
  void empty() {
    JdbcClient db = TestDatabase.empty();
    campaigns = new Campaigns(db);
    projection = new Handling(new CampaignsProjection(db));
  }

  @Test
  void what_was_asked_for_is_open_and_named_as_the_grant_before_told() {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    asked(FIRST, 0, PORTAL, 1);
    asked(FIRST, 1, new PortalId(1002), 1);

    assertThat(items(FIRST))
        .containsExactly(
            new Item(1001, "acme.example", State.OPEN, null),
            new Item(1002, null, State.OPEN, null));
    assertThat(campaigns.latest(ACME))
        .containsExactly(
            new Campaign(FIRST.value(), "subject-olivia", minutesLater(1), 2, 2, 0, 0));
  }

  @Test
  void a_grant_after_the_request_counts_in_whatever_order_both_are_read() {
    projection.publish("portal-1001", 1, reconnected(2, minutesLater(5)));
    asked(FIRST, 0, PORTAL, 1);
    asked(SECOND, 0, PORTAL, 6);

    assertThat(state(FIRST)).isEqualTo(State.RECONNECTED);
    assertThat(state(SECOND)).isEqualTo(State.OPEN);
  }

  @Test
  void a_refused_try_counts_for_the_portal_that_was_meant_until_it_is_reconnected() {
    asked(FIRST, 0, PORTAL, 0);
    asked(FIRST, 1, new PortalId(1002), 0);
    projection.publish("attempt-1", 1, refused(RefusalReason.WRONG_PORTAL));

    assertThat(items(FIRST)).extracting(Item::state).containsExactly(State.REFUSED, State.OPEN);
    assertThat(items(FIRST).getFirst().attempt()).isEqualTo("attempt-1");

    projection.publish("portal-1001", 1, reconnected(2, minutesLater(5)));
    assertThat(state(FIRST)).isEqualTo(State.RECONNECTED);
  }

  @Test
  void events_that_come_again_change_nothing() {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    asked(FIRST, 0, PORTAL, 2);
    projection.publish("portal-1001", 1, reconnected(2, minutesLater(5)));
    var after = new Item(1001, "acme.example", State.RECONNECTED, null);
    assertThat(items(FIRST)).containsExactly(after);

    asked(FIRST, 0, PORTAL, 2);
    projection.publish("attempt-1", 1, refused(RefusalReason.WRONG_PORTAL));
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));

    assertThat(items(FIRST)).containsExactly(after);
  }

  @Test
  void nobody_reads_the_campaign_of_another_organization_nor_is_moved_by_its_portals() {
    asked(FIRST, 0, PORTAL, 0);
    projection.publish("portal-1001", 9, connected(GLOBEX, PORTAL));

    assertThat(campaigns.find(GLOBEX, FIRST.value())).isEmpty();
    assertThat(campaigns.latest(GLOBEX)).isEmpty();
    assertThat(state(FIRST)).isEqualTo(State.OPEN);
  }

  @Test
  void the_latest_stand_first_and_fifty_are_told() {
    for (int number = 10; number < 70; number++) {
      asked(new CampaignId("campaign-00000" + number), 0, PORTAL, number);
    }

    assertThat(campaigns.latest(ACME)).hasSize(50);
    assertThat(campaigns.latest(ACME).getFirst().campaignId()).isEqualTo("campaign-0000069");
  }

  @Test
  void a_reset_forgets_everything() {
    asked(FIRST, 0, PORTAL, 0);
    projection.publish("portal-1001", 1, reconnected(2, minutesLater(5)));
    projection.reset();
    assertThat(campaigns.latest(ACME)).isEmpty();

    asked(FIRST, 0, PORTAL, 0);
    assertThat(state(FIRST)).isEqualTo(State.OPEN);
  }

  @Test
  void whoever_has_just_started_one_waits_until_all_its_portals_are_there() {
    asked(FIRST, 0, PORTAL, 0);
    var looks = new CountDownLatch(3); // a look is of two questions: it has looked again
    var reader = JdbcClient.create(counted(looks));
    var page =
        new CampaignsPage(
            new Campaigns(reader),
            RunningQuerySide.bean(People.class),
            RunningQuerySide.bean(CatchUp.class));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var shown = CompletableFuture.supplyAsync(() -> page.one(MEMBER, FIRST.value(), 2), threads);

      CompletableFuture.anyOf(shown, CompletableFuture.runAsync(() -> pass(looks), threads)).join();
      asked(FIRST, 1, new PortalId(1002), 0);

      assertThat(shown.join().getModel().get("items")).asInstanceOf(LIST).hasSize(2);
    }
  }

  /** Says how often somebody looked. */
  private static DataSource counted(CountDownLatch looks) {
    return new DelegatingDataSource(TestDatabase.asQuerySide()) {
      @Override
      public Connection getConnection() throws SQLException {
        looks.countDown();
        return super.getConnection();
      }
    };
  }

  private static void pass(CountDownLatch latch) {
    try {
      boolean _ = latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private State state(CampaignId campaign) {
    return items(campaign).getFirst().state();
  }

  private List<Item> items(CampaignId campaign) {
    return campaigns.find(ACME, campaign.value()).orElseThrow().items();
  }

  private void asked(CampaignId campaign, long version, PortalId portal, int minutes) {
    projection.publish(
        campaign.stream(),
        version,
        new ReconnectRequested(campaign, ACME, portal, OLIVIA, minutesLater(minutes)));
  }
}
