package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CollectorTest {

  @Test
  void says_once_that_it_is_away_and_once_that_it_is_back(CapturedOutput output)
      throws IOException {
    int port = portOfOneThatEnded();
    var collector = new Collector("http://127.0.0.1:%d/v1/traces".formatted(port));

    assertThat(isSent(collector)).isFalse();
    assertThat(isSent(collector)).isFalse();
    try (var _ = FakeCollector.startAt(port)) {
      assertThat(isSent(collector)).isTrue();
      assertThat(isSent(collector)).isTrue();
    }

    assertThat(output).containsOnlyOnce("takes no spans");
    assertThat(output).containsOnlyOnce("takes spans again");
  }

  private static int portOfOneThatEnded() throws IOException {
    try (var ended = FakeCollector.start()) {
      return ended.port();
    }
  }

  private static boolean isSent(Collector collector) {
    CompletableResultCode sent = collector.export(List.of());
    return sent.join(60, TimeUnit.SECONDS).isSuccess();
  }
}
