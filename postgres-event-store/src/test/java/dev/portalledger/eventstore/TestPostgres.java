package dev.portalledger.eventstore;

import dev.portalledger.eventstore.axonserver.LoopbackPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A real PostgreSQL of its own for tests, of this module and of others. */
public final class TestPostgres {

  /** A machine that is busy with other things takes its time; the library waits ten seconds. */
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  public static EmbeddedPostgres start() {
    return start(settings -> settings);
  }

  /** As safe as the product asks for, unless told otherwise. */
  public static EmbeddedPostgres start(UnaryOperator<EmbeddedPostgres.Builder> more) {
    var settings =
        EmbeddedPostgres.builder()
            .setPort(LoopbackPort.free())
            .setPGStartupWait(LONGEST_START)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    try {
      return more.apply(settings).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestPostgres() {}
}
