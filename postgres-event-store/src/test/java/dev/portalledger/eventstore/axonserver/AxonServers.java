package dev.portalledger.eventstore.axonserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The servers that a contract with Axon Server is tested on: {@link FakeAxonServer} always, and a
 * real one where one is told of ({@code -Daxonserver.it=host:port}) or a container engine can start
 * one. A real one cannot be emptied: tests use identifiers of their own and begin to read at its
 * head.
 */
public final class AxonServers {

  private static final String ADDRESS = "axonserver.it";
  private static final String TOKEN = "axonserver.it.token";

  /** Looked for once, and only if a test asks. */
  private static final class Real {

    static final Optional<RealServer> SERVER = find();
  }

  /**
   * A server with an ordinary context "default".
   *
   * @param address as host:port
   * @param token empty where access control is off
   */
  public record RealServer(String address, String token) {}

  /**
   * For {@code @BeforeAll}: where there is no real server, the class is skipped, and that is said
   * aloud, once.
   */
  public static RealServer realOrSkip(Class<?> test) {
    return Real.SERVER.orElseGet(() -> skip(test));
  }

  private static Optional<RealServer> find() {
    var address = System.getProperty(ADDRESS, "");
    if (!address.isEmpty()) {
      return Optional.of(new RealServer(address, System.getProperty(TOKEN, "")));
    }
    return hasEngine() ? ContainedAxonServer.start() : Optional.empty();
  }

  /** Before Testcontainers is asked, which complains at length of an engine that is not there. */
  private static boolean hasEngine() {
    var socketFolder = Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).orElse("/run");
    return System.getenv("DOCKER_HOST") != null
        || Stream.of(
                Path.of("/var/run/docker.sock"),
                Path.of(socketFolder, "docker.sock"),
                Path.of(socketFolder, "podman", "podman.sock"))
            .anyMatch(Files::exists);
  }

  private static RealServer skip(Class<?> test) {
    System.out.printf(
        "*** SKIPPED %s: no real Axon Server. To run it at one that may keep what it leaves there: mvn -pl"
            + " postgres-event-store -am test -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D%s=localhost:8124"
            + " [-D%s=...]%n",
        test.getSimpleName(), test.getSimpleName(), ADDRESS, TOKEN);
    return Assumptions.abort("no real Axon Server");
  }

  private AxonServers() {}
}
