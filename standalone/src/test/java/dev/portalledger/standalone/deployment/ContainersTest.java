package dev.portalledger.standalone.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an engine makes of docker-compose.yml, beside what all journeys go through. */
class ContainersTest {

  @BeforeEach
  void in_many_processes() {
    assumeTrue("deployment".equals(System.getProperty("world")), "only of a deployment");
  }

  @Test
  void every_service_of_ours_is_healthy_when_the_engine_asks() {
    var deployment = World.get().deployment();

    assertThat(deployment.servicesWithHealthCheck())
        .containsExactly("command-1", "command-2", "query-1", "query-2", "signer")
        .allSatisfy(service -> assertThat(deployment.isHealthy(service)).as(service).isTrue());
  }

  @Test
  void compose_takes_the_file() {
    if (said("version").exit != 0) {
      System.err.println(
          "*** SKIPPED ContainersTest.compose_takes_the_file: no docker compose here.");
      assumeTrue(false, "no docker compose");
    }

    var taken = said("--profile", "*", "config", "--quiet");

    assertThat(taken.exit).as(taken.output).isZero();
  }

  private record Said(int exit, String output) {}

  private static Said said(String... words) {
    var command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(List.of(words));
    try {
      var process =
          new ProcessBuilder(command)
              .directory(Path.of("..").toFile())
              .redirectErrorStream(true)
              .start();
      var output = process.inputReader().readAllAsString();
      return new Said(process.onExit().join().exitValue(), output);
    } catch (IOException noProgram) {
      return new Said(127, String.valueOf(noProgram.getMessage()));
    }
  }
}
