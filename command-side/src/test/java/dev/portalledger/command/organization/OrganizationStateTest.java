package dev.portalledger.command.organization;

import static dev.portalledger.command.organization.OrganizationHistories.ACME;
import static dev.portalledger.command.organization.OrganizationHistories.EARLIER;
import static dev.portalledger.command.organization.OrganizationHistories.registered;
import static dev.portalledger.command.organization.OrganizationHistories.released;
import static dev.portalledger.command.organization.OrganizationHistories.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.command.organization.OrganizationState.NotRegistered;
import dev.portalledger.command.organization.OrganizationState.Registered;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrganizationStateTest {

  @Test
  void remembers_plan_features_and_how_many_seats_are_held() {
    var state =
        after(
            List.of(
                registered(Plan.PRO),
                taken(1, 1),
                taken(2, 2),
                new PlanChanged(ACME, Plan.ULTIMATE, EARLIER),
                released(1, 1),
                new FeaturesChanged(ACME, List.of(Feature.DEPLOY), EARLIER)));

    assertThat(state)
        .isEqualTo(new Registered(ACME, "Acme Agency", Plan.ULTIMATE, List.of(Feature.DEPLOY), 1));
  }

  /** Each ends with the event that cannot follow. */
  static Stream<List<OrganizationEvent>> impossibleHistories() {
    return Stream.of(
        List.of(new PlanChanged(ACME, Plan.PRO, EARLIER)),
        List.of(new FeaturesChanged(ACME, List.of(), EARLIER)),
        List.of(taken(1, 1)),
        List.of(released(1, 0)),
        List.of(registered(Plan.PRO), registered(Plan.PRO)),
        List.of(registered(Plan.PRO), taken(1, 1), taken(1, 1)),
        List.of(registered(Plan.PRO), taken(1, 2)),
        List.of(registered(Plan.PRO), taken(1, 1), taken(2, 2), released(1, 0)),
        List.of(registered(Plan.PRO), taken(1, 1), released(1, 0), released(1, 0)));
  }

  @ParameterizedTest
  @MethodSource("impossibleHistories")
  void an_impossible_history_is_never_shrugged_off(List<OrganizationEvent> history) {
    var before = after(history.subList(0, history.size() - 1));

    assertThatThrownBy(() -> OrganizationState.after(before, history.getLast()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static OrganizationState after(List<? extends OrganizationEvent> history) {
    OrganizationState state = new NotRegistered();
    for (var event : history) {
      state = OrganizationState.after(state, event);
    }
    return state;
  }
}
