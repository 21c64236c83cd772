package dev.portalledger.command.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.RegisterOrganization;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.eventstore.axonserver.FakeAxonServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A node that is told of an Axon Server which is not there waits for it, and harms nothing. */
class AxonServerAwayTest {

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

  @Test
  void the_node_starts_is_not_ready_decides_nothing_and_is_ready_once_the_server_is_there() {
    try (var server = FakeAxonServer.start()) {
      server.stop();
      var before = contents();
      try (var node = Node.start(at(server))) {
        assertThat(node.readiness()).isEqualTo(503);
        assertThatThrownBy(() -> node.bean(Commands.class).send(REGISTER, Commands.SYSTEM))
            .isInstanceOf(RuntimeException.class);
        assertThat(contents()).isEqualTo(before);

        server.startAgain();

        awaitReady(node);
        assertThat(server.events()).isEmpty();
      }
    }
  }

  private static final RegisterOrganization REGISTER =
      new RegisterOrganization(new OrganizationId("org-1"), "One", Plan.PRO, List.of());

  /** But for when each scheduled task is due. */
  private static Map<String, String> contents() {
    var contents = Node.contents();
    contents.remove("command.scheduled_tasks");
    return contents;
  }

  private static Map<String, Object> at(FakeAxonServer server) {
    return Map.of(
        "ledger.event-store", "axon-server",
        "axon.axonserver.enabled", "true",
        "axon.axonserver.servers", server.address());
  }

  private static void awaitReady(Node node) {
    long end = System.nanoTime() + MOST_NANOS;
    while (node.readiness() != 200) {
      assertThat(System.nanoTime()).as("ready").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
