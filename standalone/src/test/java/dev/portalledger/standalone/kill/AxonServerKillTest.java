package dev.portalledger.standalone.kill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.eventstore.axonserver.FakeAxonServer;
import io.axoniq.axonserver.grpc.event.Event;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With events at Axon Server (a stand-in): kill -9 during load of PostgreSQL and of the process
 * that records, and a server that goes away, in turn. Whatever happened in the middle of a commit,
 * rows and events are there together.
 */
class AxonServerKillTest {

  private static final int ROUNDS = 3;

  @TempDir private Path folder;

  @Test
  void rows_and_events_are_there_together_and_nothing_acknowledged_is_lost() throws Exception {
    try (var server = FakeAxonServer.start();
        var victims =
            new Victims(
                folder,
                "--rows=true",
                "--ledger.event-store=axon-server",
                "--axon.axonserver.enabled=true",
                "--axon.axonserver.servers=" + server.address())) {
      createRows(victims);
      victims.startWriter();
      for (int round = 0; round < ROUNDS; round++) {
        victims.awaitProgress();
        victims.killWriter();
        victims.startWriter();
        victims.awaitProgress();
        victims.killDatabase();
        victims.awaitProgress();
        server.stop();
        server.startAgain();
      }
      victims.awaitProgress();
      victims.killWriter();
      settle(victims, server);

      assertThat(rows(victims)).isEqualTo(events(server)).containsAll(victims.acknowledged);
      assertThat(copied(victims)).isEqualTo(events(server));
    }
  }

  private static void createRows(Victims victims) {
    victims
        .dbAsOwner()
        .execute(
            """
            create schema application;
            create table application.written (id text not null primary key);
            grant usage on schema application to public;
            grant select, insert on application.written to public;
            """);
  }

  /** By a process that records nothing more itself. */
  private static void settle(Victims victims, FakeAxonServer server) throws Exception {
    victims.startWriter("--quiet=true");
    victims.until(
        () ->
            count(victims, "select count(*) from pg_prepared_xacts") == 0
                && count(victims, "select count(*) from events.event") == events(server).size());
    victims.killWriter();
  }

  private static long count(Victims victims, String question) {
    return requireNonNull(victims.db().queryForObject(question, Long.class));
  }

  private static Set<String> rows(Victims victims) {
    return column(victims, "select id from application.written");
  }

  private static Set<String> copied(Victims victims) {
    return column(victims, "select aggregate_identifier from events.event");
  }

  private static Set<String> column(Victims victims, String question) {
    return Set.copyOf(victims.db().queryForList(question, String.class));
  }

  private static Set<String> events(FakeAxonServer server) {
    return server.events().stream()
        .filter(event -> event.getAggregateType().equals("Writer"))
        .map(Event::getAggregateIdentifier)
        .collect(Collectors.toSet());
  }
}
