package dev.portalledger.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AxonServerVersionTest {

  @Test
  void tests_run_the_image_that_a_deployment_does() throws IOException {
    int version = ContainedAxonServer.IMAGE.lastIndexOf(':') + 1;
    var named =
        "%s${AXONSERVER_VERSION:-%s}"
            .formatted(
                ContainedAxonServer.IMAGE.substring(0, version),
                ContainedAxonServer.IMAGE.substring(version));

    assertThat(Files.readString(Path.of("..", "docker-compose.yml")))
        .contains("    image: " + named + "\n");
  }
}
