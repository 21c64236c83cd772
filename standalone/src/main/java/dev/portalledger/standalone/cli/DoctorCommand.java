package dev.portalledger.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Looks at everything an operator can look at from outside, and says how to mend what is not well.
 */
@Command(
    name = "doctor",
    description = "Looks for what is wrong and says how to mend it (operators).")
public final class DoctorCommand implements Callable<Integer> {

  /** Tokens are refused beyond it, and proofs name moments that were not. */
  private static final Duration OFF = Duration.ofSeconds(30);

  @Mixin private final Connection connection = new Connection();

  @Option(names = "--keys", description = "Also look at this folder of keys.")
  private @Nullable Path keys;

  @Option(names = "--help", usageHelp = true, description = "Show this and end.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private boolean well = true;

  @Override
  public Integer call() {
    if (keys != null) {
      var folder = keys;
      look("keys", () -> KeyFolder.look(folder));
    }
    var api = found("token", connection::open);
    if (api != null) {
      look("product", () -> answers(api));
      look("clock", () -> clock(api));
      look("views", () -> views(api.get("/api/v1/projections")));
      look("ending guard", () -> guard(api.get("/api/v1/ending-guard")));
    }
    out().println(well ? "All is well." : "Something is to be mended, see above.");
    out().flush();
    return well ? 0 : Trouble.NO;
  }

  private String answers(Api api) {
    var status = api.look("/signed-out").map(answer -> answer.statusCode()).orElse(0);
    if (status != 200) {
      throw Trouble.no(
          api.url()
              + (status == 0 ? " does not answer" : " answers " + status)
              + ". Is a query side ready? Its /readyz says what it waits for.");
    }
    return "answers at " + api.url();
  }

  private String clock(Api api) {
    var date = api.look("/signed-out").flatMap(answer -> answer.headers().firstValue("Date"));
    var off = date.map(DoctorCommand::away).orElse(Duration.ZERO).abs();
    if (off.compareTo(OFF) > 0) {
      throw Trouble.no(
          "its clock and this computer's are %d s apart. Let both follow a time server."
              .formatted(off.toSeconds()));
    }
    return "%d s from this computer's".formatted(off.toSeconds());
  }

  private static Duration away(String date) {
    try {
      var there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(there, Clock.systemUTC().instant());
    } catch (DateTimeException _) {
      return Duration.ZERO;
    }
  }

  private static String views(JsonNode answer) {
    for (var view : answer.path("items")) {
      if (ProjectionLines.differs(view)) {
        var name = view.path("name").asString();
        throw Trouble.no(
            "%s differs from its events: ledger projections rebuild %s".formatted(name, name));
      }
      long behind = answer.path("head").asLong() - view.path("position").asLong();
      if (behind > 100_000) {
        throw Trouble.no(
            "%s is %,d events behind. Do query sides run? Their logs say what stops it."
                .formatted(view.path("name").asString(), behind));
      }
    }
    return "%d of them, none differs from its events".formatted(answer.path("items").size());
  }

  private static String guard(JsonNode state) {
    if (state.path("openSince").isString()) {
      throw Trouble.no(
          "HubSpot calls %d connections dead at once since %s, and is not believed. If it is right: POST /api/v1/ending-guard/release"
              .formatted(state.path("held").asInt(), state.path("openSince").asString()));
    }
    return "HubSpot is believed";
  }

  private void look(String what, Supplier<String> check) {
    var said = found(what, check);
    if (said != null) {
      tell("ok ", what, said);
    }
  }

  private <T> @Nullable T found(String what, Supplier<T> check) {
    try {
      return check.get();
    } catch (Trouble e) {
      well = false;
      tell("BAD", what, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void tell(String sign, String what, String said) {
    out().println("%s  %-13s %s".formatted(sign, what, said));
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
