package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Status;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whoever asks on this machine whether the signer signs everything: 200, or 503 and which
 * ledgers it refuses. A signer is asked nothing else, so it has no web server.
 */
final class SignerHealthPort implements AutoCloseable {

  private final @Nullable HttpServer server;

  /**
   * @param port 0 for any that is free, less for none
   */
  SignerHealthPort(SealingHealth health, int port) throws IOException {
    server = port < 0 ? null : started(health, port);
  }

  private static HttpServer started(SealingHealth health, int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = HttpServer.create(address, 0);
    server.createContext("/health", exchange -> answer(exchange, health));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, SealingHealth health) throws IOException {
    try (exchange) {
      var now = health.health();
      var body =
          JsonMapper.shared()
              .writeValueAsString(
                  Map.of("status", now.getStatus().getCode(), "refused", health.refused()))
              .getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(now.getStatus().equals(Status.UP) ? 200 : 503, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
