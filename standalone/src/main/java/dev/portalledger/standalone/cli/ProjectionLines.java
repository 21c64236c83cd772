package dev.portalledger.standalone.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How the views stand, a line each, as the operator's page has it. */
final class ProjectionLines {

  static List<String> of(JsonNode answer) {
    long head = answer.path("head").asLong();
    var lines = new ArrayList<String>();
    for (var view : answer.path("items")) {
      long behind = Math.max(0, head - view.path("position").asLong());
      lines.add(
          "%-16s %s; %s; %s"
              .formatted(
                  view.path("name").asString(),
                  behind == 0 ? "up to date" : "%,d events behind".formatted(behind),
                  checked(view.path("lastCheck")),
                  rebuilt(view.path("rebuild"))));
    }
    return lines;
  }

  static boolean differs(JsonNode view) {
    return view.path("lastCheck").path("differing").asLong(0) > 0;
  }

  private static String checked(JsonNode check) {
    if (!check.isObject()) {
      return "not checked yet";
    }
    long differing = check.path("differing").asLong();
    return "checked to %,d: %s"
        .formatted(
            check.path("comparedAt").asLong(),
            differing == 0 ? "equal to replay" : "%,d ROWS DIFFER".formatted(differing));
  }

  static String rebuilt(JsonNode rebuild) {
    if (!rebuild.isObject()) {
      return "never rebuilt";
    }
    long position = rebuild.path("position").asLong();
    return switch (rebuild.path("state").asString()) {
      case "QUEUED" -> "rebuild waits";
      case "RUNNING" ->
          "rebuild %s, %,d of %,d events"
              .formatted(
                  rebuild.path("phase").asString().toLowerCase(Locale.ROOT),
                  position,
                  rebuild.path("head").asLong());
      case "DONE" -> "rebuilt to %,d".formatted(position);
      case "CANCELLED" -> "rebuild cancelled";
      default -> "rebuild FAILED: " + rebuild.path("failure").asString("");
    };
  }

  private ProjectionLines() {}
}
