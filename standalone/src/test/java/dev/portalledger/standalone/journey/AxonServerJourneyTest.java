package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole product with its events at Axon Server. The journeys that run in that world beside this
 * one show that nothing else is lost; this one shows that it is that world.
 */
@EnabledIfSystemProperty(named = "world", matches = "axon-server")
class AxonServerJourneyTest {

  private final World world = World.get();

  @Test
  void events_are_recorded_there_and_everything_reads_their_copy() {
    var agency = Agency.on("PRO");
    long portal = Agency.newPortal();
    agency.connect(portal);

    assertThat(agency.account(portal, 0).get("status").asString()).isEqualTo("CONNECTED");
    assertThat(world.db().sql("select token from events.copied").query(Long.class).single())
        .isPositive();
    assertThat(world.eventsElsewhere().recorded("portal-" + portal)).isPositive();
    assertThat(world.db().sql("select count(*) from pg_prepared_xacts").query(Long.class).single())
        .isZero();
  }

  @Test
  void while_the_server_is_away_nothing_is_decided_and_afterwards_all_goes_on() {
    var agency = Agency.on("PRO");
    long portal = Agency.newPortal();
    agency.connect(portal);
    var server = world.eventsElsewhere();
    server.stop();

    var refused = agency.remove(portal);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body()).contains("Try again in a moment");
    assertThat(agency.account(portal, 0).get("status").asString()).isEqualTo("CONNECTED");
    Eventually.holds(() -> assertThat(readiness()).isEqualTo(503));

    server.startAgain();
    Eventually.holds(() -> assertThat(readiness()).isEqualTo(200));
    Eventually.holds(() -> assertThat(agency.remove(portal).status()).isEqualTo(200));
    assertThat(agency.account(portal, 1).get("status").asString()).isEqualTo("DISCONNECTED");
  }

  private int readiness() {
    var ask = HttpRequest.newBuilder(URI.create(world.url() + "/readyz")).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(ask, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
