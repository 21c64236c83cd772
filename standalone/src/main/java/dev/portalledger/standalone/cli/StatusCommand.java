package dev.portalledger.standalone.cli;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(name = "status", description = "How views and the guard of endings stand (operators).")
public final class StatusCommand extends RemoteCommand {

  @Override
  int run(Api api) {
    var views = api.get("/api/v1/projections");
    var guard = api.get("/api/v1/ending-guard");
    say("Portal Ledger at %s, %,d events".formatted(api.url(), views.path("head").asLong()));
    ProjectionLines.of(views).forEach(line -> say("  %s".formatted(line)));
    say("  %-16s %s".formatted("ending guard", guard(guard)));
    return 0;
  }

  private static String guard(JsonNode state) {
    return state.path("openSince").isString()
        ? "HubSpot is doubted since %s, %d connections are kept"
            .formatted(state.path("openSince").asString(), state.path("held").asInt())
        : "HubSpot is believed";
  }
}
