package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PlansProjectionTest {

  private ClientAccounts accounts;
  private Handling projection;

  @BeforeEach
  void empty() {
    JdbcClient db = TestDatabase.empty();
    accounts = new ClientAccounts(db);
    projection = new Handling(new PlansProjection(db));
  }

  @Test
  void a_registered_organization_has_a_name_a_plan_and_features() {
    publish(0, registered(ACME, Plan.PRO));

    assertThat(accounts.nameOf(ACME)).contains("Agency acme");
    assertThat(accounts.seats(ACME)).isEqualTo(new Seats(0, 3, Plan.PRO, List.of(Feature.AUDIT)));
  }

  @Test
  void a_plan_without_limit_has_none() {
    publish(0, registered(ACME, Plan.CUSTOM));

    assertThat(accounts.seats(ACME).limit()).isNull();
  }

  @Test
  void an_organization_nobody_registered_has_neither_plan_nor_name() {
    assertThat(accounts.nameOf(GLOBEX)).isEmpty();
    assertThat(accounts.seats(GLOBEX)).isEqualTo(new Seats(0, null, null, List.of()));
  }

  @Test
  void an_old_event_that_comes_again_changes_nothing() {
    publish(0, registered(ACME, Plan.PRO));
    publish(1, new PlanChanged(ACME, Plan.ULTIMATE, NOON));
    publish(2, new FeaturesChanged(ACME, List.of(Feature.DEPLOY), NOON));
    publish(3, new SeatTaken(ACME, PORTAL, 1, NOON));
    publish(0, registered(ACME, Plan.PRO));
    publish(1, new PlanChanged(ACME, Plan.PRO, NOON));

    assertThat(accounts.seats(ACME))
        .isEqualTo(new Seats(0, 10, Plan.ULTIMATE, List.of(Feature.DEPLOY)));
  }

  @Test
  void a_reset_forgets_everything() {
    publish(0, registered(ACME, Plan.PRO));
    projection.reset();

    assertThat(accounts.nameOf(ACME)).isEmpty();
  }

  private void publish(long version, OrganizationEvent event) {
    projection.publish("org-" + event.organizationId(), version, event);
  }
}
