package dev.portalledger.command.hubspot;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers every call as it was told to, and remembers what it was asked. */
final class FakeHubSpot implements AutoCloseable {

  record Call(String method, String path, Map<String, String> form, @Nullable String bearer) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Answer answer = Answer.json(200, "{}");

  FakeHubSpot() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answers(Answer next) {
    answer = next;
  }

  List<Call> calls() {
    return calls;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.add(call(exchange));
      answer.write(exchange, released);
    }
  }

  private static Call call(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var form =
        Arrays.stream(body.split("&"))
            .filter(field -> field.contains("="))
            .map(field -> field.split("=", 2))
            .collect(
                Collectors.toMap(
                    field -> URLDecoder.decode(field[0], UTF_8),
                    field -> URLDecoder.decode(field[1], UTF_8)));
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        form,
        exchange.getRequestHeaders().getFirst("Authorization"));
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** One way to answer. */
  interface Answer {

    void write(HttpExchange exchange, CountDownLatch released) throws IOException;

    static Answer json(int status, String body) {
      return of(status, "application/json", body);
    }

    static Answer of(int status, String type, String body, String... headers) {
      return (exchange, _) -> {
        exchange.getResponseHeaders().set("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
          exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      };
    }

    /** Takes the request and says nothing until the test is over. */
    static Answer held() {
      return (_, released) -> await(released);
    }

    /** Says that it will answer, begins to, and goes no further. */
    static Answer heldHalfWay() {
      return (exchange, released) -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("{\"active\":".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        await(released);
      };
    }

    /** Thinks about it, then answers all at once. */
    static Answer after(Duration time, Answer answer) {
      return (exchange, released) -> {
        if (!isOver(released, time)) {
          answer.write(exchange, released);
        }
      };
    }

    /** One byte, a pause, the next. */
    static Answer drip(Duration pause, String body) {
      return (exchange, released) -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length());
        for (byte one : body.getBytes(UTF_8)) {
          exchange.getResponseBody().write(one);
          exchange.getResponseBody().flush();
          if (isOver(released, pause)) {
            return;
          }
        }
      };
    }

    /** Promises more than it sends, then hangs up. */
    static Answer cutOff() {
      return (exchange, _) -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write("{\"active\":".getBytes(UTF_8));
        exchange.getResponseBody().flush();
      };
    }

    /** Hangs up without a word. */
    static Answer none() {
      return (_, _) -> {};
    }

    private static boolean isOver(CountDownLatch released, Duration time) throws IOException {
      try {
        return released.await(time.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    private static void await(CountDownLatch released) throws IOException {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
