package dev.portalledger.standalone.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * People and services at work while nodes die. A change that gets no answer is repeated with the
 * key it had, as its callers are told to, and counts as failed once.
 */
final class KillLoad {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long BETWEEN_NANOS =
      TimeUnit.MILLISECONDS.toNanos(Integer.getInteger("kill.between", 50));
  private static final int SERVER_ERROR = 500;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI entry;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> lastAnswer = new ConcurrentHashMap<>();
  private final Map<String, Long> longestGap = new ConcurrentHashMap<>();
  private volatile boolean running = true;

  /** What was acknowledged: registered organizations, and leases. */
  final Queue<String> organizations = new ConcurrentLinkedQueue<>();

  final Queue<String> leases = new ConcurrentLinkedQueue<>();

  KillLoad(URI entry) {
    this.entry = entry;
  }

  /** Registers organizations, one after the other. */
  void registrar(int number, Supplier<String> token) {
    var count = new AtomicLong();
    go(
        () -> {
          var id = "kill-%d-%d".formatted(number, count.incrementAndGet());
          var body =
              "{\"organizationId\":\"%s\",\"name\":\"%s\",\"plan\":\"PRO\",\"features\":[]}"
                  .formatted(id, id);
          change("/api/v1/organizations", token.get(), body);
          organizations.add(id);
        });
  }

  void lessee(long portal, Supplier<String> token) {
    var body = "{\"purpose\":\"AUDIT\",\"reason\":\"kill-run\"}";
    go(
        () -> {
          var answer = change("/api/v1/portals/" + portal + "/leases", token.get(), body);
          if (!isGrantedAlready(answer)) {
            leases.add(JSON.readTree(answer).get("leaseId").asString());
          }
        });
  }

  void reader(long portal, Supplier<String> token) {
    go(
        () -> {
          var said =
              once("read", request("/api/v1/client-accounts/" + portal, token.get()).build());
          if (said != null && !said.contains("\"status\":\"CONNECTED\"")) {
            wrong.add(said);
          }
        });
  }

  private void go(Runnable work) {
    threads.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  while (running) {
                    work.run();
                    LockSupport.parkNanos(BETWEEN_NANOS);
                  }
                }));
  }

  void stop() throws InterruptedException {
    running = false;
    for (var thread : threads) {
      thread.join();
    }
  }

  /** With one key until it is acknowledged. */
  private String change(String path, String token, String body) {
    var request =
        request(path, token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = once("change", request);
    while (answer == null) {
      LockSupport.parkNanos(REST_NANOS);
      answer = again(request);
    }
    return answer;
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(entry.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  /** Null if it failed in a way that a caller may repeat. */
  private String once(String kind, HttpRequest request) {
    var answer = tried(request);
    answered.incrementAndGet();
    if (isToBeRepeated(answer)) {
      failed.add(kind + " " + (answer == null ? "no answer" : "" + answer.statusCode()));
      return null;
    }
    noteAnswer(kind);
    return taken(answer);
  }

  private String again(HttpRequest request) {
    var answer = tried(request);
    return isToBeRepeated(answer) ? null : taken(answer);
  }

  /** Also while the first try, whose node may be dead, counts as still being worked on. */
  private static boolean isToBeRepeated(HttpResponse<String> answer) {
    return answer == null
        || answer.statusCode() >= SERVER_ERROR
        || answer.body().contains("idempotency-in-progress");
  }

  /**
   * The first try was granted and its answer lost with its node; no token is kept that could be
   * answered again, so the caller is told to ask anew.
   */
  private static boolean isGrantedAlready(String answer) {
    return answer.contains("was answered with a lease before");
  }

  private String taken(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300 && !isGrantedAlready(answer.body())) {
      wrong.add(answer.statusCode() + " " + answer.body());
      throw new IllegalStateException("a wrong answer: " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> tried(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException _) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void noteAnswer(String kind) {
    long now = System.nanoTime();
    var before = lastAnswer.put(kind, now);
    if (before != null) {
      longestGap.merge(kind, now - before, Math::max);
    }
  }

  long answered() {
    return answered.get();
  }

  Queue<String> failed() {
    return failed;
  }

  Queue<String> wrong() {
    return wrong;
  }

  /** The longest time in which nobody got a good answer of that kind. */
  Duration longestGap(String kind) {
    return Duration.ofNanos(longestGap.getOrDefault(kind, 0L));
  }
}
