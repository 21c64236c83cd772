package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Status;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether the signer signs everything, 200 or 503, and its figures to Prometheus, as other
 * nodes do. A signer is asked nothing else, so it has no web server. Whose ledgers it refuses, only
 * those who ask on this machine are told.
 */
final class SignerHealthPort implements AutoCloseable {

  private static final String JSON = "application/json";
  private static final String FIGURES = "text/plain; version=0.0.4; charset=utf-8";

  private final @Nullable HttpServer server;

  /**
   * @param port 0 for any that is free, less for none
   */
  SignerHealthPort(SealingHealth health, SignerFigures figures, String address, int port)
      throws IOException {
    server = port < 0 ? null : started(health, figures, new InetSocketAddress(address, port));
  }

  private static HttpServer started(
      SealingHealth health, SignerFigures figures, InetSocketAddress at) throws IOException {
    var server = HttpServer.create(at, 0);
    server.createContext("/health", exchange -> tell(exchange, health));
    server.createContext(
        "/actuator/prometheus", exchange -> answer(exchange, 200, FIGURES, figures.text()));
    server.start();
    return server;
  }

  private static void tell(HttpExchange exchange, SealingHealth health) throws IOException {
    var now = health.health().getStatus();
    Map<String, Object> told = new TreeMap<>(Map.of("status", now.getCode()));
    if (exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
      told.put("refused", health.refused());
    }
    answer(
        exchange,
        now.equals(Status.UP) ? 200 : 503,
        JSON,
        JsonMapper.shared().writeValueAsString(told));
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      var body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** 0 if there is none. */
  int port() {
    return server == null ? 0 : server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
