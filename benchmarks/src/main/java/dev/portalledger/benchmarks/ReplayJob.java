package dev.portalledger.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An auditor has all of the organization's history replayed and compared with the live views. */
record ReplayJob(AuditedLedger ledger, Http http) {

  private static final String PATH = "/api/v1/replays";
  private static final double LEAST_PER_SECOND = 5_000;
  private static final long LOOK_AGAIN_NANOS = 100_000_000;

  List<Row> measure() throws Exception {
    var token = Bearer.of(ledger.ground().options()).person(AuditedLedger.ORGANIZATION, "AUDITOR");
    var done = replayed(token);
    if (done.get("differing").asLong() != 0) {
      throw new IllegalStateException("the live views differ from their history: " + done);
    }
    double seconds =
        Duration.between(time(done, "startedAt"), time(done, "endedAt")).toMillis() / 1000.0;
    var about = "replay job of %,d events".formatted(ledger.events());
    return List.of(
        Compliance.once(
            about + ": read",
            done.get("eventsPerSecond").asDouble(),
            Unit.PER_SECOND,
            Target.atLeast(LEAST_PER_SECOND)),
        Compliance.once(about + ": read and compared", seconds, Unit.SECONDS, null));
  }

  private JsonNode replayed(String token) throws Exception {
    var asked =
        http.send("POST", URI.create(http.url() + PATH), token, "{\"purpose\":\"benchmark\"}");
    var id = json(Http.expect(202, asked).body()).get("replayId").asString();
    while (true) {
      var now = look(id, token);
      switch (now.get("state").asString()) {
        case "DONE" -> {
          return now;
        }
        case "CANCELLED", "FAILED" -> throw new IllegalStateException("the replay: " + now);
        default -> LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
    }
  }

  /** It was recorded; the side that answers hears of it a moment later. */
  private JsonNode look(String id, String token) throws Exception {
    var path = URI.create(http.url() + PATH + "/" + id);
    var answer = http.send("GET", path, token, null);
    while (answer.statusCode() == 404) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      answer = http.send("GET", path, token, null);
    }
    return json(Http.expect(200, answer).body());
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static Instant time(JsonNode replay, String name) {
    return Instant.parse(replay.get(name).asString());
  }
}
