package dev.portalledger.standalone.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "replay",
    description =
        "Reads an organization's history anew and says what differs from the live views (auditors).")
public final class ReplayCommand extends RemoteCommand {

  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int TOLD = 20;
  private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");

  @Option(
      names = "--as-of",
      description =
          "A day (2026-03-03: its end, UTC) or a moment (2026-03-03T14:00:00Z). Default: now")
  private @Nullable String asOf;

  @Option(
      names = "--purpose",
      required = true,
      description = "The audit or ticket it is for; kept in the audit trail.")
  private String purpose = "";

  @Override
  int run(Api api) {
    Map<String, Object> request = new HashMap<>(Map.of("purpose", purpose));
    if (asOf != null) {
      request.put("asOf", asOf);
    }
    var path = api.post("/api/v1/replays", request).path("href").asString();
    say(api.url().resolve(path).toString());
    var replay = watched(api, path);
    if (!replay.path("state").asString().equals("DONE")) {
      throw Trouble.no(
          "%s %s".formatted(replay.path("state").asString(), replay.path("failure").asString("")));
    }
    return told(api, path, replay);
  }

  private JsonNode watched(Api api, String path) {
    var told = "";
    while (true) {
      // Events take a moment to be read; until then it is unknown.
      var answer = api.look(path).filter(found -> found.statusCode() != 404);
      if (answer.isPresent()) {
        var replay = api.get(path);
        var line = progress(replay);
        if (!line.equals(told)) {
          say(line);
          told = line;
        }
        if (!OPEN.contains(replay.path("state").asString())) {
          return replay;
        }
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static String progress(JsonNode replay) {
    return "%s: %,d of %,d events, %,d a second"
        .formatted(
            replay.path("state").asString(),
            replay.path("done").asLong(),
            replay.path("events").asLong(0),
            replay.path("eventsPerSecond").asLong(0));
  }

  private int told(Api api, String path, JsonNode replay) {
    long differing = replay.path("differing").asLong();
    if (differing == 0) {
      say(
          "equal to the live views, compared at position %,d"
              .formatted(replay.path("comparedAt").asLong()));
      return 0;
    }
    say(
        "%,d rows differ from the live views%s"
            .formatted(differing, asOf == null ? "" : " of today"));
    for (var each : api.get(path + "/differences?limit=" + TOLD).path("items")) {
      say(
          "  %s %s %s: replayed %s, live %s"
              .formatted(
                  each.path("table").asString(),
                  each.path("key").asString(),
                  each.path("column").asString("the whole row"),
                  each.path("replayed").asString("-"),
                  each.path("live").asString("-")));
    }
    return asOf == null ? Trouble.NO : 0;
  }
}
