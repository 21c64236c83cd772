package dev.portalledger.command.organization;

import static dev.portalledger.command.organization.OrganizationHistories.ACME;
import static dev.portalledger.command.organization.OrganizationHistories.NOW;
import static dev.portalledger.command.organization.OrganizationHistories.fixture;
import static dev.portalledger.command.organization.OrganizationHistories.registered;

import dev.portalledger.command.organization.OrganizationDecision.Refused;
import dev.portalledger.command.organization.OrganizationRefusal.NotRegistered;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.Plan;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ChangeFeaturesTest {

  private final AggregateTestFixture<Organization> organization = fixture();

  @Test
  void records_all_that_is_switched_on_from_now() {
    var event = new FeaturesChanged(ACME, List.of(Feature.IMPORT, Feature.DEPLOY), NOW);

    organization
        .given(registered(Plan.PRO))
        .when(change(Feature.DEPLOY, Feature.IMPORT))
        .expectEvents(event)
        .expectResultMessagePayload(OrganizationDecision.accepted(event));
  }

  @Test
  void may_switch_everything_off() {
    organization
        .given(registered(Plan.PRO))
        .when(change())
        .expectEvents(new FeaturesChanged(ACME, List.of(), NOW));
  }

  @Test
  void records_nothing_when_the_same_features_are_on_whatever_their_order() {
    organization
        .given(
            registered(Plan.PRO),
            new FeaturesChanged(ACME, List.of(Feature.AUDIT, Feature.DEPLOY), NOW))
        .when(change(Feature.DEPLOY, Feature.AUDIT, Feature.DEPLOY))
        .expectNoEvents()
        .expectResultMessagePayload(OrganizationDecision.accepted());
  }

  @Test
  void refuses_an_organization_that_was_never_registered() {
    organization
        .givenNoPriorActivity()
        .when(change(Feature.AUDIT))
        .expectNoEvents()
        .expectResultMessagePayload(new Refused(new NotRegistered()));
  }

  private static ChangeFeatures change(Feature... features) {
    return new ChangeFeatures(ACME, List.of(features));
  }
}
