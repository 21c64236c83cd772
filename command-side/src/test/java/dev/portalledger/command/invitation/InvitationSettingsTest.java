package dev.portalledger.command.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class InvitationSettingsTest {

  @Test
  void every_setting_has_a_default() {
    assertThat(bind(Map.of()))
        .isEqualTo(new InvitationSettings(Duration.ofDays(7), 500, Duration.ofDays(7)));
  }

  @Test
  void every_setting_has_the_documented_name() {
    assertThat(
            bind(
                Map.of(
                    "ledger.invitation.lifetime", "2d",
                    "ledger.invitation.open-per-organization", "3",
                    "ledger.invitation.disputable", "1h")))
        .isEqualTo(new InvitationSettings(Duration.ofDays(2), 3, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-1d", "169h"})
  void a_link_lives_seven_days_at_most(String lifetime) {
    assertThatThrownBy(() -> bind(Map.of("ledger.invitation.lifetime", lifetime)))
        .rootCause()
        .hasMessageContaining("ledger.invitation.lifetime must be positive and at most seven days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "169h"})
  void a_dispute_is_possible_for_seven_days_at_most(String disputable) {
    assertThatThrownBy(() -> bind(Map.of("ledger.invitation.disputable", disputable)))
        .rootCause()
        .hasMessageContaining("ledger.invitation.disputable must be positive and at most");
  }

  @Test
  void at_least_one_invitation_may_be_open() {
    assertThatThrownBy(() -> bind(Map.of("ledger.invitation.open-per-organization", "0")))
        .rootCause()
        .hasMessageContaining("ledger.invitation.open-per-organization must be at least 1");
  }

  private static InvitationSettings bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("ledger.invitation", InvitationSettings.class);
  }
}
