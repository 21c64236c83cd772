package dev.portalledger.command.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's token endpoint with a memory: it may rotate refresh tokens, and it punishes the use of
 * one that was rotated away by ending the grant.
 */
final class TokenEndpoint implements AutoCloseable {

  private static final Duration LIFE = Duration.ofMinutes(30);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final AtomicInteger minted = new AtomicInteger();
  private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
  private final List<String> revoked = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger invalidGrants = new AtomicInteger();
  private volatile boolean rotates;
  private volatile Duration latency = Duration.ZERO;

  /** What happens to one call. */
  enum Behaviour {
    /** HubSpot acts, and its answer is lost. */
    ACT_AND_HANG_UP,
    /** HubSpot acts, and its answer comes when the test lets it. */
    ACT_AND_HOLD,
    UNAVAILABLE,
    BAD_HUB,
    /** HubSpot acts, and answers with the tokens of a portal that nobody asked for. */
    ANOTHER_PORTAL
  }

  private static final String OF_ANOTHER_PORTAL =
      """
      {"token_type":"bearer","access_token":"access-of-another","refresh_token":"refresh-of-another",
       "expires_in":1800,"hub_id":4711}
      """;

  private static final class Grant {
    private @Nullable String current;
  }

  final CountDownLatch arrived = new CountDownLatch(1);

  /** One permit for each call that is held. */
  final Semaphore held = new Semaphore(0);

  final CountDownLatch released = new CountDownLatch(1);

  TokenEndpoint() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/oauth/2026-03/token", this::token);
    server.createContext("/oauth/2026-03/token/revoke", this::revoke);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  TokenEndpoint rotating() {
    rotates = true;
    return this;
  }

  TokenEndpoint answeringAfter(Duration time) {
    latency = time;
    return this;
  }

  void next(Behaviour behaviour) {
    next.add(behaviour);
  }

  /** A grant that lives; its refresh token. */
  String grant() {
    var grant = new Grant();
    var token = mint();
    grant.current = token;
    grants.put(token, grant);
    return token;
  }

  int calls() {
    return calls.get();
  }

  int invalidGrants() {
    return invalidGrants.get();
  }

  List<String> revoked() {
    return revoked;
  }

  /** Refresh tokens that still open something. */
  List<String> alive() {
    return grants.entrySet().stream()
        .filter(entry -> entry.getKey().equals(entry.getValue().current))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void token(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.incrementAndGet();
      var behaviour = next.poll();
      switch (behaviour) {
        case null -> answer(exchange, act(form(exchange).get("refresh_token")), latency);
        case ACT_AND_HANG_UP -> act(form(exchange).get("refresh_token"));
        case ACT_AND_HOLD -> {
          var acted = act(form(exchange).get("refresh_token"));
          arrived.countDown();
          held.release();
          await(released);
          answer(exchange, acted, Duration.ZERO);
        }
        case UNAVAILABLE -> answer(exchange, new Reply(503, "{}"), Duration.ZERO);
        case ANOTHER_PORTAL -> answer(exchange, new Reply(200, OF_ANOTHER_PORTAL), Duration.ZERO);
        case BAD_HUB -> answer(exchange, new Reply(403, "{\"status\":\"BAD_HUB\"}"), Duration.ZERO);
      }
    }
  }

  private void revoke(HttpExchange exchange) throws IOException {
    try (exchange) {
      var token = form(exchange).getOrDefault("token", "");
      revoked.add(token);
      var grant = grants.get(token);
      if (grant != null) {
        synchronized (grant) {
          grant.current = null;
        }
      }
      answer(exchange, new Reply(200, "{}"), Duration.ZERO);
    }
  }

  private record Reply(int status, String body) {}

  private Reply act(@Nullable String token) {
    var grant = token == null ? null : grants.get(token);
    if (token == null || grant == null) {
      return refused();
    }
    synchronized (grant) {
      if (!token.equals(grant.current)) {
        grant.current = null;
        return refused();
      }
      if (rotates) {
        grant.current = mint();
        grants.put(grant.current, grant);
      }
      return new Reply(
          200,
          """
          {"token_type":"bearer","access_token":"access-%d","refresh_token":"%s","expires_in":%d}
          """
              .formatted(minted.incrementAndGet(), grant.current, LIFE.toSeconds()));
    }
  }

  private Reply refused() {
    invalidGrants.incrementAndGet();
    return new Reply(400, "{\"error\":\"invalid_grant\",\"status\":\"BAD_REFRESH_TOKEN\"}");
  }

  private String mint() {
    return "refresh-" + minted.incrementAndGet();
  }

  private void answer(HttpExchange exchange, Reply reply, Duration after) throws IOException {
    await(after);
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private void await(Duration time) throws IOException {
    try {
      var _ = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    return Arrays.stream(body.split("&"))
        .filter(field -> field.contains("="))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> URLDecoder.decode(field[0], UTF_8),
                field -> URLDecoder.decode(field[1], UTF_8)));
  }

  @Override
  public void close() {
    stopping.countDown();
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
