package dev.portalledger.command.organization;

import static dev.portalledger.command.organization.OrganizationHistories.ACME;
import static dev.portalledger.command.organization.OrganizationHistories.NOW;
import static dev.portalledger.command.organization.OrganizationHistories.fixture;
import static dev.portalledger.command.organization.OrganizationHistories.registered;
import static dev.portalledger.command.organization.OrganizationHistories.released;
import static dev.portalledger.command.organization.OrganizationHistories.taken;

import dev.portalledger.command.organization.OrganizationDecision.Refused;
import dev.portalledger.command.organization.OrganizationRefusal.NotRegistered;
import dev.portalledger.command.organization.OrganizationRefusal.PlanTooSmall;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ChangePlanTest {

  private final AggregateTestFixture<Organization> organization = fixture();

  @Test
  void sets_the_plan_as_billing_says() {
    var event = new PlanChanged(ACME, Plan.ULTIMATE, NOW);

    organization
        .given(registered(Plan.PRO))
        .when(new ChangePlan(ACME, Plan.ULTIMATE))
        .expectEvents(event)
        .expectResultMessagePayload(OrganizationDecision.accepted(event));
  }

  @Test
  void sets_a_smaller_plan_that_holds_just_what_is_used() {
    organization
        .given(holding(Plan.ULTIMATE, 3))
        .when(new ChangePlan(ACME, Plan.PRO))
        .expectEvents(new PlanChanged(ACME, Plan.PRO, NOW));
  }

  @Test
  void refuses_a_plan_below_the_current_use_and_names_the_excess() {
    organization
        .given(holding(Plan.CUSTOM, 12))
        .when(new ChangePlan(ACME, Plan.ULTIMATE))
        .expectNoEvents()
        .expectResultMessagePayload(new Refused(new PlanTooSmall(Plan.ULTIMATE, 10, 12, 2)));
  }

  @Test
  void counts_what_was_released_no_longer() {
    organization
        .given(holding(Plan.ULTIMATE, 4, released(2, 3)))
        .when(new ChangePlan(ACME, Plan.PRO))
        .expectEvents(new PlanChanged(ACME, Plan.PRO, NOW));
  }

  @Test
  void records_nothing_when_the_plan_is_the_same() {
    organization
        .given(registered(Plan.PRO))
        .when(new ChangePlan(ACME, Plan.PRO))
        .expectNoEvents()
        .expectResultMessagePayload(OrganizationDecision.accepted());
  }

  @Test
  void refuses_an_organization_that_was_never_registered() {
    organization
        .givenNoPriorActivity()
        .when(new ChangePlan(ACME, Plan.PRO))
        .expectNoEvents()
        .expectResultMessagePayload(new Refused(new NotRegistered()));
  }

  private static List<OrganizationEvent> holding(Plan plan, int seats, OrganizationEvent... more) {
    Stream<OrganizationEvent> registered = Stream.of(registered(plan));
    Stream<OrganizationEvent> taken = IntStream.rangeClosed(1, seats).mapToObj(n -> taken(n, n));
    return Stream.of(registered, taken, Stream.of(more)).flatMap(events -> events).toList();
  }
}
