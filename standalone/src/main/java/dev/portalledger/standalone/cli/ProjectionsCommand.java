package dev.portalledger.standalone.cli;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The views: how they stand, and reading one anew beside the live one. For operators. */
@Command(
    name = "projections",
    description = "Views: lists them, reads one anew, compares one with its events (operators).",
    subcommands = {
      ProjectionsCommand.List.class,
      ProjectionsCommand.Rebuild.class,
      ProjectionsCommand.Check.class,
      ProjectionsCommand.Cancel.class
    })
public final class ProjectionsCommand {

  @Command(name = "list", description = "How each view stands.")
  static final class List extends RemoteCommand {
    @Override
    int run(Api api) {
      ProjectionLines.of(api.get("/api/v1/projections")).forEach(this::say);
      return 0;
    }
  }

  /** Names one view. */
  abstract static class OfOne extends RemoteCommand {
    @Parameters(
        index = "0",
        paramLabel = "NAME",
        description = "The view, such as client-accounts.")
    private String name = "";

    String path() {
      return "/api/v1/projections/" + name;
    }

    String name() {
      return name;
    }
  }

  /** Starts something with a view, and stays until it is over unless told otherwise. */
  abstract static class Started extends OfOne {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Option(names = "--no-wait", description = "Return as soon as it is asked for.")
    private boolean noWait;

    int watched(Api api, String kind, int number) {
      if (noWait) {
        return 0;
      }
      var told = "";
      while (true) {
        var now = api.get(path()).path(kind);
        if (now.path("number").asInt() != number) {
          throw Trouble.no("Somebody began another one meanwhile: ledger projections list");
        }
        var line = kind.equals("check") ? checking(now) : ProjectionLines.rebuilt(now);
        if (!line.equals(told)) {
          say("%s: %s".formatted(name(), line));
          told = line;
        }
        if (isOver(now)) {
          return outcome(now);
        }
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
    }

    private static String checking(JsonNode check) {
      return switch (check.path("state").asString()) {
        case "DONE" ->
            check.path("differing").asLong() == 0
                ? "complete to position %,d, equal to replay"
                    .formatted(check.path("comparedAt").asLong())
                : "%,d rows differ; a rebuild mends it".formatted(check.path("differing").asLong());
        case "FAILED" -> "FAILED: " + check.path("failure").asString("");
        default -> "is compared with its events";
      };
    }

    private static boolean isOver(JsonNode job) {
      var state = job.path("state").asString();
      return !state.equals("QUEUED") && !state.equals("RUNNING");
    }

    private static int outcome(JsonNode job) {
      boolean well =
          job.path("state").asString().equals("DONE") && job.path("differing").asLong(0) == 0;
      return well ? 0 : Trouble.NO;
    }
  }

  @Command(
      name = "rebuild",
      description = "Reads a view anew beside the live one, then switches; nobody notices.")
  static final class Rebuild extends Started {
    @Option(
        names = "--force",
        description = "Switch although streams could not be read that the live view may have.")
    private boolean force;

    @Override
    int run(Api api) {
      var asked = api.post(path() + "/rebuild?force=" + force, Map.of());
      return watched(api, "rebuild", asked.path("number").asInt());
    }
  }

  @Command(name = "check", description = "Compares a view with a fresh reading of its events.")
  static final class Check extends Started {
    @Override
    int run(Api api) {
      var asked = api.post(path() + "/check", Map.of());
      return watched(api, "check", asked.path("number").asInt());
    }
  }

  @Command(name = "cancel", description = "Stops a rebuild; the live view stays as it is.")
  static final class Cancel extends OfOne {
    @Override
    int run(Api api) {
      api.delete(path() + "/rebuild");
      say("%s: the rebuild is cancelled; the live view stays as it is".formatted(name()));
      return 0;
    }
  }
}
