package dev.portalledger.eventstore.fitness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Something that calls itself an issuer of some name. */
public final class NamedIssuer implements AutoCloseable {

  private final HttpServer server;
  private volatile String name;

  public NamedIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    name = url();
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> {
          try (exchange) {
            byte[] said = "{\"issuer\": \"%s\"}".formatted(name).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
          }
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void callsItself(String other) {
    name = other;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
