package dev.portalledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LateSettingsTest {

  @Test
  void a_late_setting_is_known_by_name_and_asked_for_only_when_it_is_read() {
    var asked = new AtomicInteger();
    Supplier<String> url = () -> "database " + asked.incrementAndGet();
    var settings = new LateSettings(Map.of("url", url, "port", 9080));

    assertThat(settings.containsProperty("url")).isTrue();
    assertThat(settings.getProperty("port")).isEqualTo(9080);
    assertThat(settings.getProperty("other")).isNull();
    assertThat(asked).hasValue(0);
    assertThat(settings.getProperty("url")).isEqualTo("database 1");
  }
}
