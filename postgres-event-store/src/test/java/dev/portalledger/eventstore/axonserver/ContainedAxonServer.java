package dev.portalledger.eventstore.axonserver;

import dev.portalledger.eventstore.axonserver.AxonServers.RealServer;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * One Axon Server for all tests of this JVM, where a container engine answers; Testcontainers
 * removes it at the end.
 */
final class ContainedAxonServer {

  /** The one that docker-compose.yml names. */
  static final String IMAGE = "docker.axoniq.io/axoniq/axonserver:2025.2.7-nonroot";

  private static final int GRPC = 8124;
  private static final int HTTP = 8024;

  static Optional<RealServer> start() {
    return DockerClientFactory.instance().isDockerAvailable() ? started() : Optional.empty();
  }

  @SuppressWarnings("resource") // it lives as long as the JVM
  private static Optional<RealServer> started() {
    var container =
        new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withExposedPorts(GRPC, HTTP)
            .withEnv("AXONIQ_AXONSERVER_NAME", "axonserver")
            .withEnv("AXONIQ_AXONSERVER_HOSTNAME", "localhost")
            .withEnv("AXONIQ_AXONSERVER_STANDALONE", "true")
            .waitingFor(Wait.forHttp("/actuator/health").forPort(HTTP));
    try {
      container.start();
    } catch (ContainerLaunchException e) {
      System.out.printf(
          "*** Axon Server could not be started in a container: %s%n", e.getMessage());
      return Optional.empty();
    }
    return Optional.of(
        new RealServer(container.getHost() + ":" + container.getMappedPort(GRPC), ""));
  }

  private ContainedAxonServer() {}
}
