package dev.portalledger.command.organization;

import static dev.portalledger.command.organization.OrganizationHistories.ACME;
import static dev.portalledger.command.organization.OrganizationHistories.NOW;
import static dev.portalledger.command.organization.OrganizationHistories.fixture;
import static dev.portalledger.command.organization.OrganizationHistories.registered;

import dev.portalledger.command.organization.OrganizationDecision.Refused;
import dev.portalledger.command.organization.OrganizationRefusal.AlreadyRegistered;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class RegisterOrganizationTest {

  private final AggregateTestFixture<Organization> organization = fixture();

  @Test
  void makes_an_agency_a_tenant_with_its_features_in_order() {
    var event =
        new OrganizationRegistered(
            ACME, "Acme Agency", Plan.PRO, List.of(Feature.AUDIT, Feature.DEPLOY), NOW);

    organization
        .givenNoPriorActivity()
        .when(register("Acme Agency", Feature.DEPLOY, Feature.AUDIT, Feature.DEPLOY))
        .expectEvents(event)
        .expectResultMessagePayload(OrganizationDecision.accepted(event));
  }

  @Test
  void records_nothing_when_the_same_agency_is_registered_twice() {
    organization
        .given(registered(Plan.PRO))
        .when(register("Acme Agency", Feature.AUDIT))
        .expectNoEvents()
        .expectResultMessagePayload(OrganizationDecision.accepted());
  }

  @Test
  void does_not_undo_a_change_of_plan_when_the_registration_arrives_again() {
    organization
        .given(registered(Plan.PRO), new PlanChanged(ACME, Plan.ULTIMATE, NOW))
        .when(register("Acme Agency", Feature.AUDIT))
        .expectNoEvents()
        .expectResultMessagePayload(OrganizationDecision.accepted());
  }

  @Test
  void refuses_an_id_that_belongs_to_an_agency_of_another_name() {
    organization
        .given(registered(Plan.PRO))
        .when(register("Acme Hardware", Feature.AUDIT))
        .expectNoEvents()
        .expectResultMessagePayload(new Refused(new AlreadyRegistered("Acme Agency")));
  }

  private static RegisterOrganization register(String name, Feature... features) {
    return new RegisterOrganization(ACME, name, Plan.PRO, List.of(features));
  }
}
