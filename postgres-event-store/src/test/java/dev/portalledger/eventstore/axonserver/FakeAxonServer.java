package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for Axon Server where none may be had: a server on loopback that speaks its protocol,
 * so that Axon's own connector runs against it. A fake, written from that protocol and from what
 * was measured on a real one; nothing of Axon Server is in it.
 *
 * <p>It is exact about what an event store on it relies on: an append of several events is stored
 * whole or not at all, each stream of an aggregate has its numbers without a hole, tokens are 0, 1,
 * 2 … in the order of appends, and a command goes to one of the nodes that subscribe to it, the
 * same for the same routing key.
 *
 * <p>It does not show durability (events are in memory), clustering, speed, the licence, several
 * contexts, snapshots, queries, persistent streams, priorities, or a node that is dropped because
 * it is silent. What passes here has not been shown to pass on a real server; {@link AxonServers}
 * says where that is shown.
 */
public final class FakeAxonServer implements AutoCloseable {

  static final String CONTEXT = "default";

  private final EventLog log = new EventLog();
  private final AppendFaults faults = new AppendFaults();
  private final @Nullable String accessToken;
  private final int port;
  private @Nullable Server server;

  private FakeAxonServer(@Nullable String accessToken) {
    this.accessToken = accessToken;
    this.port = LoopbackPort.open(this::startOn);
  }

  public static FakeAxonServer start() {
    return new FakeAxonServer(null);
  }

  /** Refuses every call that does not bring this token. */
  public static FakeAxonServer start(String accessToken) {
    return new FakeAxonServer(accessToken);
  }

  /** For {@code axon.axonserver.servers}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** All stored events, in the order of their tokens. */
  public List<Event> events() {
    return log.all();
  }

  /**
   * Breaks every connection and takes no new one. Events stay; what is held by {@link HeldAppend}
   * is not stored.
   */
  public synchronized void stop() {
    var running = server;
    if (running == null) {
      return;
    }
    server = null;
    log.close();
    faults.abandonHeld();
    running.shutdownNow();
    awaitEnd(running);
  }

  /** On the same port, with the same events. Clients find back by themselves. */
  public synchronized void startAgain() {
    if (server != null) {
      throw new IllegalStateException("it is running");
    }
    try {
      startOn(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** The next append is stored, but the client sees a broken connection. */
  public void losesTheAnswerOfTheNextAppend() {
    faults.nextLosesItsAnswer();
  }

  /** The next append is not stored, and the client is told that the server is not available. */
  public void refusesTheNextAppendBeforeStoring() {
    faults.nextIsRefused();
  }

  /**
   * The next append has arrived whole but is not yet stored, until it is released. It is stored
   * then even if its client has given up meanwhile, as on a real server.
   */
  public HeldAppend holdsTheNextAppend() {
    return faults.nextIsHeld();
  }

  /**
   * Loses this event and all later ones, though they were acknowledged: a real server writes them
   * to its disk up to a second later. A loss of power is {@link #stop}, this, {@link #startAgain}.
   */
  public synchronized void forgets(long tokensFrom) {
    if (server != null) {
      throw new IllegalStateException("only a server that is stopped forgets");
    }
    log.forget(tokensFrom);
  }

  /**
   * Connections start from nothing: handlers of commands are known only as long as their connection
   * lives.
   */
  private synchronized int startOn(int port) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .permitKeepAliveTime(1, TimeUnit.MILLISECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(new Gate(accessToken))
            .addService(new PlatformCalls(port))
            .addService(new EventStoreCalls(log, faults))
            .addService(new CommandCalls())
            .addService(new QueryCalls())
            .build()
            .start();
    log.open();
    return port;
  }

  private static void awaitEnd(Server ending) {
    try {
      if (!ending.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the fake Axon Server does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
