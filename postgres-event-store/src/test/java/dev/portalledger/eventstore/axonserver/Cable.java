package dev.portalledger.eventstore.axonserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server that can be cut: for the server, the node behind it is dead then; for the node,
 * the server is out of reach, for good.
 */
public final class Cable implements AutoCloseable {

  private final URI server;
  private final ServerSocket here;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

  /**
   * A cable.
   *
   * @param server as host:port
   */
  public Cable(String server) {
    this.server = URI.create("tcp://" + server);
    here = LoopbackPort.open(port -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
    Thread.startVirtualThread(this::accept);
  }

  /** For the node, in place of the server's. */
  public String address() {
    return "127.0.0.1:" + here.getLocalPort();
  }

  public void cut() {
    try {
      here.close();
      for (var end : ends) {
        end.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
  }

  private void accept() {
    while (!here.isClosed()) {
      try {
        connect(here.accept());
      } catch (IOException e) {
        // It was cut, or the server is not there: the node sees its connection closed.
      }
    }
  }

  private void connect(Socket node) throws IOException {
    ends.add(node);
    try {
      var far = new Socket(server.getHost(), server.getPort());
      ends.add(far);
      Thread.startVirtualThread(() -> carry(node, far));
      Thread.startVirtualThread(() -> carry(far, node));
    } catch (IOException e) {
      node.close();
      throw e;
    }
    if (here.isClosed()) {
      cut();
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One end is gone; so is the other now.
    }
  }
}
