package dev.portalledger.eventstore.axonserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port below the range of outgoing ones: a client retrying a dead port there can meet
 * itself.
 */
public final class LoopbackPort {

  private static final int MOST_TRIES = 50;

  interface Opening<T> {

    T on(int port) throws IOException;
  }

  static <T> T open(Opening<T> opening) {
    var failure = new IllegalStateException("no free port");
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        return opening.on(ThreadLocalRandom.current().nextInt(21_000, 32_000));
      } catch (IOException taken) {
        failure.addSuppressed(taken);
      }
    }
    throw failure;
  }

  /** One that nobody listened on just now, whichever address "localhost" leads to. */
  public static int free() {
    return open(
        port -> {
          for (var address : InetAddress.getAllByName("localhost")) {
            new ServerSocket(port, 1, address).close();
          }
          return port;
        });
  }

  private LoopbackPort() {}
}
