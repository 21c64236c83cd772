package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class SealingSettingsTest {

  @Test
  void unless_something_else_is_said_a_node_signs_nothing_and_only_this_machine_may_ask() {
    var settings =
        Binder.get(new MockEnvironment())
            .bindOrCreate("ledger.sealing", Bindable.of(SealingSettings.class));

    assertThat(settings).isEqualTo(new SealingSettings("localhost", null, -1, "127.0.0.1"));
  }
}
