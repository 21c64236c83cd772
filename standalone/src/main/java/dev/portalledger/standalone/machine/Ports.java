package dev.portalledger.standalone.machine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Ports of this computer's loopback addresses. */
public final class Ports {

  /** Above begin the ports that the system hands to outgoing connections at any moment. */
  private static final int LAST = 32_767;

  /** Refuses a start on a port somebody else listens on, and says which option moves us. */
  public static void requireFree(int port, String option) {
    if (!isFree(port)) {
      throw new CannotStart(
          "Port %d is in use by another program; stop that one or choose another port with %s."
              .formatted(port, option));
    }
  }

  /** The first free port from the given one upwards. */
  public static int nextFree(int from) {
    for (int port = from; port <= LAST; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new CannotStart(
        "No port from %d to %d is free; choose another with --database-port."
            .formatted(from, LAST));
  }

  /** Nobody answers on it, whichever address "localhost" leads to (127.0.0.1 or ::1). */
  private static boolean isFree(int port) {
    try {
      for (var address : InetAddress.getAllByName("localhost")) {
        if (!isFree(port, address)) {
          return false;
        }
      }
      return isFree(port, InetAddress.ofLiteral("127.0.0.1"));
    } catch (UnknownHostException e) {
      throw new CannotStart("This computer does not know the name localhost.", e);
    }
  }

  private static boolean isFree(int port, InetAddress address) {
    try (var _ = new ServerSocket(port, 1, address)) {
      return true;
    } catch (BindException e) {
      // A computer without IPv6 still lists ::1 among its hosts.
      return String.valueOf(e.getMessage()).contains("assign requested address");
    } catch (IOException _) {
      return false;
    }
  }

  private Ports() {}
}
