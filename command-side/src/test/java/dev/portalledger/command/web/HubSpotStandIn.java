package dev.portalledger.command.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** What the running command side takes for HubSpot: hangs up on every call until told otherwise. */
public final class HubSpotStandIn {

  /** A call as it arrived; header names in small letters. */
  public record Call(String method, String uri, Map<String, String> headers) {}

  /** One way to answer. */
  public interface Answer {
    void write(HttpExchange exchange) throws IOException;
  }

  private static final String REVOKE = "/oauth/2026-03/token/revoke";

  /** The outbox and the refreshing ahead call whenever they like, so no test counts that. */
  private static final String TOKENS = "/oauth/";

  private static final Answer HANGS_UP = exchange -> exchange.getRequestBody().readAllBytes();

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Answer answer = HANGS_UP;

  HubSpotStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void answers(Answer next) {
    calls.clear();
    answer = next;
  }

  public void hangsUp() {
    answers(HANGS_UP);
  }

  public List<Call> calls() {
    return calls;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new TreeMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
      var uri = exchange.getRequestURI().toString();
      if (uri.equals(REVOKE)) {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      if (!uri.startsWith(TOKENS)) {
        calls.add(new Call(exchange.getRequestMethod(), uri, headers));
      }
      answer.write(exchange);
    }
  }
}
