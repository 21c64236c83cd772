package dev.portalledger.standalone.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What old events said, organization by organization. For operators. */
@Command(
    name = "retention",
    description = "Old events: how long their bodies are kept, and dropping them (operators).",
    subcommands = {RetentionCommand.Show.class, RetentionCommand.Drop.class})
public final class RetentionCommand {

  /** Of one organization. */
  abstract static class OfOne extends RemoteCommand {
    @Parameters(
        index = "0",
        paramLabel = "ORGANIZATION",
        description = "Whose ledger, such as acme.")
    private String organization = "";

    String organization() {
      return organization;
    }

    String path() {
      return "/api/v1/organizations/" + organization + "/retention";
    }

    void sayWhatMayGo(JsonNode look) {
      if (isNothingLeft(look)) {
        say(
            "%s: the first %,d events were gone through; nothing behind them may go yet."
                .formatted(organization, look.path("goneThrough").asLong()));
      } else {
        say(
            "%s: the first %,d events were gone through; up to event %,d the bodies of %,d may go."
                .formatted(
                    organization,
                    look.path("goneThrough").asLong(),
                    look.path("upTo").asLong(),
                    look.path("bodies").asLong()));
      }
    }

    static boolean isNothingLeft(JsonNode look) {
      return look.path("upTo").asLong() == look.path("goneThrough").asLong();
    }
  }

  @Command(
      name = "show",
      description = "How long bodies are kept, and of how many events they may go now. Drops none.")
  static final class Show extends OfOne {
    @Override
    int run(Api api) {
      var look = api.get(path());
      say(
          "%s: kept for %s; what was recorded before %s and is over may go."
              .formatted(
                  organization(), look.path("keep").asString(), look.path("before").asString()));
      sayWhatMayGo(look);
      if (!isNothingLeft(look)) {
        say(
            "Nothing was dropped; to do it: ledger retention drop %s --up-to %d --bodies %d"
                .formatted(
                    organization(), look.path("upTo").asLong(), look.path("bodies").asLong()));
      }
      return 0;
    }
  }

  @Command(
      name = "drop",
      description = {
        "Drops what show said, for ever, or nothing if it is not that any more.",
        "What was dropped is told in the organization's own ledger; proofs stay."
      })
  static final class Drop extends OfOne {
    @Option(names = "--up-to", required = true, description = "Up to which event, as show said.")
    private long upTo;

    @Option(names = "--bodies", required = true, description = "How many bodies, as show said.")
    private long bodies;

    @Option(
        names = "--go-on",
        description = "Then also what each further look says, until nothing is left that may go.")
    private boolean goOn;

    @Override
    int run(Api api) {
      drop(api, upTo, bodies);
      var look = api.get(path());
      while (goOn && !isNothingLeft(look)) {
        drop(api, look.path("upTo").asLong(), look.path("bodies").asLong());
        look = api.get(path());
      }
      sayWhatMayGo(look);
      return 0;
    }

    private void drop(Api api, long upTo, long bodies) {
      var done = api.post(path(), Map.of("upTo", upTo, "bodies", bodies));
      say(
          "%s: %,d bodies up to event %,d were dropped."
              .formatted(organization(), done.path("bodies").asLong(), done.path("upTo").asLong()));
    }
  }
}
