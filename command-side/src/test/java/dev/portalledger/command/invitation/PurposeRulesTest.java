package dev.portalledger.command.invitation;

import static dev.portalledger.events.organization.Feature.AUDIT;
import static dev.portalledger.events.organization.Feature.DEPLOY;
import static dev.portalledger.events.organization.Feature.IMPORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.lease.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurposeRulesTest {

  @Test
  void an_audit_asks_for_no_more_than_an_audit_needs() {
    assertThat(PurposeRules.features(Purpose.AUDIT, List.of(AUDIT, IMPORT, DEPLOY)))
        .containsExactly(AUDIT);
  }

  @Test
  void an_implementation_asks_for_all_that_is_switched_on() {
    assertThat(PurposeRules.features(Purpose.IMPLEMENTATION, List.of(AUDIT, DEPLOY)))
        .containsExactly(AUDIT, DEPLOY);
  }

  @Test
  void a_purpose_that_no_feature_serves_asks_for_nothing() {
    assertThat(PurposeRules.features(Purpose.AUDIT, List.of(IMPORT, DEPLOY))).isEmpty();
    assertThat(PurposeRules.features(Purpose.IMPLEMENTATION, List.of(AUDIT))).isEmpty();
    assertThat(PurposeRules.features(Purpose.IMPLEMENTATION, List.of())).isEmpty();
  }
}
